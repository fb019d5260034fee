package org.touchstone.sandbox;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How each registry behaves now. Any of them may take its time; one that is down or wrong does so as well. */
final class Registries {

    /** How a registry behaves. */
    enum Mode {
        UP,
        SLOW,
        DOWN,
        WRONG,
        CONTRADICTORY
    }

    /** What a registry that answers answers with. */
    enum Manner {
        TRULY,
        /** What it says is false. */
        WRONGLY,
        /** Part of what it says is true and does not go with the rest, or with what another registry says. */
        CONTRADICTORILY
    }

    /** What a registry is set to. */
    record Setting(Registry name, Mode mode, int latencyMs) {}

    /** How long a slow registry takes when nobody said. */
    static final int SLOW_MS = 1_000;

    static final int LONGEST_MS = 60_000;

    private final Map<Registry, Setting> settings = new ConcurrentHashMap<>();

    List<Setting> all() {
        return Arrays.stream(Registry.values()).map(this::setting).toList();
    }

    Setting set(Setting setting) {
        settings.put(setting.name(), setting);
        return setting;
    }

    /** Waits as long as the registry takes now, then refuses if it is down, or says in which manner it answers. */
    Manner manner(Registry registry) {
        Setting setting = setting(registry);
        pause(Duration.ofMillis(setting.latencyMs()));
        return switch (setting.mode()) {
            case UP, SLOW -> Manner.TRULY;
            case WRONG -> Manner.WRONGLY;
            case CONTRADICTORY -> Manner.CONTRADICTORILY;
            case DOWN -> throw new Refused(503, "registry-down", "The registry " + registry.code() + " is down.");
        };
    }

    private Setting setting(Registry registry) {
        return settings.getOrDefault(registry, new Setting(registry, Mode.UP, 0));
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused(503, "stopping", "The sandbox is being stopped.");
        }
    }
}
