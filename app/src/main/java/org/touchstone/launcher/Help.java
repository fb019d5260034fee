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

    static void keys() {
        System.out.println("""
                ./touchstone keys list
                  every signing key: what it is for, since when, and whether it signs, was retired or revoked
                ./touchstone keys rotate [--purpose mark|log|owner|seal]
                  makes a new key that signs from now on; what older keys signed stays valid
                ./touchstone keys revoke KID --reason compromised|superseded|TEXT
                  nothing this key signed counts any more; the next key takes over at once
                ./touchstone keys use-token --library PATH --slot N --alias NAME --pin-file FILE [--purpose mark|owner|seal]
                  lets a key in a hardware token (PKCS#11) sign from now on
                ./touchstone keys delegate --to URL [--type URL] [--until YYYY-MM-DD] [--out FILE]
                  gives another issuer the right to issue marks of a kind that is ours
                Each takes --data DIR, --keys DIR and the settings of the database. They may be given while the platform runs;
                it takes a change within seconds. docs/keys.md says more.
                """);
    }
}
