package org.touchstone.launcher;

import java.util.Locale;
import org.springframework.context.ConfigurableApplicationContext;
import org.touchstone.transparency.Audit;
import org.touchstone.transparency.Fault;

/** The command {@code audit}. */
final class AuditCommand {

    private static final int SHOWN = 100;

    private AuditCommand() {}

    static int run(ConfigurableApplicationContext context) {
        long begun = System.nanoTime();
        var result = context.getBean(Audit.class).run();
        result.rows().forEach((table, rows) -> System.out.println(count(rows) + " rows of " + table));
        System.out.println(count(result.leaves()) + " log entries, " + count(result.heads()) + " signed heads, "
                + count(result.files()) + " published files");
        if (result.unopened() > 0) {
            System.out.println(count(result.unopened()) + " rows cannot be checked: salts deleted");
        }
        result.faults().stream().limit(SHOWN).map(Fault::sentence).forEach(System.out::println);
        if (result.faults().size() > SHOWN) {
            System.out.println("… and " + count(result.faults().size() - SHOWN) + " more");
        }
        System.out.printf(
                Locale.ROOT,
                "audit: %,d rows checked, %,d wrong, in %.1f s%n",
                result.rows().values().stream().mapToLong(Long::longValue).sum(),
                result.faults().size(),
                (System.nanoTime() - begun) / 1e9);
        return result.faults().isEmpty() ? 0 : 1;
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
