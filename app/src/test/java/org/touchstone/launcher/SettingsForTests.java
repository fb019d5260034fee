package org.touchstone.launcher;

import java.util.Map;

/** The settings an operator may give, for the test that compares them with the documentation. */
public final class SettingsForTests {

    private SettingsForTests() {}

    /** Names and meanings. */
    public static Map<String, String> all() {
        return Options.SETTINGS;
    }
}
