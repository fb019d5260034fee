package org.touchstone.launcher;

/** What {@code --help} prints. */
final class Help {

    private Help() {}

    static void start() {
        System.out.println("""
                ./touchstone start [options]
                Starts the platform, its database and the sandbox, and prints the address when ready. Ctrl-C stops in good order.
                Each setting may stand in DATA/touchstone.properties too, as name=value.
                """);
        Options.SETTINGS.forEach((name, meaning) -> System.out.printf("  --%-24s %s%n", name, meaning));
    }

    static void auditing() {
        System.out.println("""
                ./touchstone audit [--data DIR]
                Holds every row of the audited tables, every log entry, every signed head and every published file against each
                other and names what does not agree. May run beside the platform. Ends with 1 when something is wrong.
                """);
    }

    static void importing() {
        System.out.println("""
                ./touchstone import complaints FILE --format cfpb|consumidor [--data DIR]
                Takes over another regulator's complaints (CSV, plain or gzipped). What cannot be read is written to
                FILE.rejected.csv with reasons. May be repeated: what is known already is left alone. Ctrl-C stops it; a new
                run goes on where it stopped.
                """);
    }
}
