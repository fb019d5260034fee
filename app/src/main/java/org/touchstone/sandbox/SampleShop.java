package org.touchstone.sandbox;

import java.util.List;

/**
 * How a sample shop treats people. The shops differ as shops do: large and careful, small and careful, slow, silent, and one
 * nobody has complained about.
 *
 * @param host its address
 * @param complaints how many complaints in the year
 * @param answers share it answers within the round
 * @param hours typical hours until it answers
 * @param late share of the unanswered that it answers after all
 * @param solves share of its answers that solve the matter
 * @param stock whether it answers with one stock phrase
 */
record SampleShop(String host, int complaints, double answers, int hours, double late, double solves, boolean stock) {

    /** In the order of the owners in the sandbox's starting cast. */
    static final List<SampleShop> ALL = List.of(
            new SampleShop("nilgoonafzar.example", 64, 0.96, 20, 0.5, 0.82, false),
            new SampleShop("termehbaf.example", 38, 0.90, 34, 0.4, 0.74, false),
            new SampleShop("bargrizan.example", 6, 1.00, 9, 0.0, 0.95, false),
            new SampleShop("sabzdasht.example", 31, 0.87, 40, 0.3, 0.66, false),
            new SampleShop("koochneshan.example", 36, 0.58, 62, 0.3, 0.40, true),
            new SampleShop("chelcheragh.example", 14, 0.79, 50, 0.5, 0.60, false),
            new SampleShop("tinglan.example", 33, 0.94, 18, 0.5, 0.80, false),
            new SampleShop("zhiquyuan.example", 12, 0.92, 28, 0.0, 0.75, false),
            new SampleShop("jifenggu.example", 9, 0.67, 70, 0.3, 0.50, false),
            new SampleShop("shuowei.example", 42, 0.83, 44, 0.4, 0.62, true),
            new SampleShop("lanternwood.example", 17, 0.88, 30, 0.5, 0.70, false),
            new SampleShop("fernhollow-books.example", 0, 1.00, 8, 0.0, 1.00, false));
}
