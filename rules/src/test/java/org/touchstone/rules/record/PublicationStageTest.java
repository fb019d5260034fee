package org.touchstone.rules.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PublicationStageTest {

    @Test
    void each_stage_shows_more_people_the_figures_than_the_one_before() {
        var inOrder = List.of(
                PublicationStage.PRIVATE, PublicationStage.DESK, PublicationStage.VOLUNTARY, PublicationStage.PUBLIC);
        for (var stage : PublicationStage.values()) {
            for (var later : PublicationStage.values()) {
                assertThat(stage.narrowerThan(later)).isEqualTo(inOrder.indexOf(stage) < inOrder.indexOf(later));
            }
            assertThat(stage.showsBusiness()).isEqualTo(stage != PublicationStage.PRIVATE);
        }
        assertThat(Arrays.stream(PublicationStage.values()).filter(s -> s.showsEveryone(false)))
                .containsExactly(PublicationStage.PUBLIC);
        assertThat(Arrays.stream(PublicationStage.values()).filter(s -> s.showsEveryone(true)))
                .containsExactly(PublicationStage.VOLUNTARY, PublicationStage.PUBLIC);
    }

    @Test
    void fewer_than_five_others_have_no_median() {
        assertThat(PeerMedian.of(List.of(1.0, 2.0, 3.0, 4.0, 5.0))).isEmpty();
        assertThat(PeerMedian.of(List.of(6.0, 1.0, 3.0, 2.0, 5.0, 4.0)))
                .hasValueSatisfying(median -> assertThat(median.value()).isEqualTo(3.5));
        assertThat(PeerMedian.of(List.of(1.0, 2.0, 3.0, 5.0, 7.0, 8.0, 9.0)))
                .hasValueSatisfying(median -> assertThat(median.value()).isEqualTo(5.0));
    }

    @Test
    void a_median_is_never_the_figure_of_one_business() {
        var random = new Random(9);
        for (int i = 0; i < 500; i++) {
            var values = new ArrayList<Double>();
            int size = PeerMedian.FEWEST + random.nextInt(20);
            for (int n = 0; n < size; n++) {
                values.add(random.nextDouble());
            }
            var median = PeerMedian.of(values).orElseThrow();
            assertThat(median.businesses()).isEqualTo(size);
            assertThat(values).doesNotContain(median.value());
            assertThat(values.stream().filter(v -> v < median.value()).count()).isBetween(size / 2 - 1L, size / 2 + 1L);
        }
    }
}
