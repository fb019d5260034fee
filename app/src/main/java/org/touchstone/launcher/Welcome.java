package org.touchstone.launcher;

import org.springframework.context.ConfigurableApplicationContext;
import org.touchstone.foundation.Settings;

/** What the terminal says when the platform is ready. */
final class Welcome {

    private Welcome() {}

    static void print(ConfigurableApplicationContext context, long milliseconds) {
        var settings = context.getBean(Settings.class);
        var out = new StringBuilder(
                "\nTouchstone is ready at %s   (%.1f s)\n".formatted(settings.baseUrl(), milliseconds / 1000.0));
        if (settings.sandbox()) {
            out.append("""

                    This is a sandbox: sample people, sample shops, nothing leaves this machine.
                      sign in as    any person of %1$s/sandbox/pages/people  (by identity number)
                      codes, mail   %1$s/sandbox/pages/inbox
                    """.formatted(settings.baseUrl()));
        }
        out.append("\nCtrl-C stops it; everything is kept in ")
                .append(settings.data())
                .append('\n');
        System.out.println(out);
    }
}
