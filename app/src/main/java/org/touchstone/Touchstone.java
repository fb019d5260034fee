package org.touchstone;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.modulith.Modulithic;
import org.touchstone.launcher.Launcher;

/** Trust in online trade: one program, one database, many clearly walled rooms. */
@Modulithic(systemName = "Touchstone")
@ConfigurationPropertiesScan
@SpringBootApplication
public class Touchstone {

    /** Runs a command of the launcher: {@code start}, {@code import} or {@code doctor}. */
    public static void main(String[] arguments) {
        System.exit(Launcher.run(Touchstone.class, arguments));
    }
}
