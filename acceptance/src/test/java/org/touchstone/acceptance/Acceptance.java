package org.touchstone.acceptance;

import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the installation and its visitors: one installation and one browser for all tests of a process, visitors for each.
 * Tests make their own shops and people and never rely on nobody else having been there.
 */
final class Acceptance implements ParameterResolver, AfterEachCallback {

    private static final Namespace OURS = Namespace.create(Acceptance.class);

    private static final Map<Class<?>, Function<ExtensionContext, Object>> GIVEN = Map.of(
            Installation.class, context -> stage(context).installation(),
            Sandbox.class, context -> stage(context).installation().sandbox(),
            Visitors.class, Acceptance::visitors);

    /** What stands until the last test of this process is over. */
    private record Stage(Installation installation, Browser browser) implements AutoCloseable {

        private static Stage set() {
            var installation = Installation.launch();
            installation.awaitReady();
            return new Stage(installation, Browser.open(installation.shops()));
        }

        @Override
        public void close() {
            browser.close();
            installation.close();
        }
    }

    private static Stage stage(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, OURS)
                .computeIfAbsent(Stage.class, key -> Stage.set(), Stage.class);
    }

    private static Visitors visitors(ExtensionContext context) {
        var stage = stage(context);
        var journey = context.getRequiredTestClass().getSimpleName().replaceFirst("Test$", "");
        return context.getStore(OURS)
                .computeIfAbsent(
                        Visitors.class,
                        key -> new Visitors(stage.installation(), stage.browser(), journey),
                        Visitors.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return GIVEN.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return GIVEN.getOrDefault(parameter.getParameter().getType(), c -> c).apply(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var visitors = context.getStore(OURS).get(Visitors.class, Visitors.class);
        if (visitors != null) {
            visitors.leave();
        }
    }
}
