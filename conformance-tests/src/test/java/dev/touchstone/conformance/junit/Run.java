package dev.touchstone.conformance.junit;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.Filter;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// A run of the engine alone, with what each test came to.
final class Run implements TestExecutionListener {
    private final Map<String, Status> tests = new ConcurrentHashMap<>();
    private final Map<String, Status> containers = new ConcurrentHashMap<>();
    private final Map<String, String> messages = new ConcurrentHashMap<>();

    private Run() {}

    static Run of(DiscoverySelector... selectors) {
        return of(List.of(), selectors);
    }

    static Run of(List<Filter<?>> filters, DiscoverySelector... selectors) {
        Run run = new Run();
        Launcher launcher = LauncherFactory.create(LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestEngines(new ConformanceTestEngine())
                .build());
        launcher.execute(
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectors)
                        .filters(filters.toArray(Filter[]::new))
                        .build(),
                run);
        return run;
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        tests.put(test.getDisplayName(), Status.ABORTED);
        messages.put(test.getDisplayName(), reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        (test.isTest() ? tests : containers).put(test.getDisplayName(), result.getStatus());
        result.getThrowable().ifPresent(e -> messages.put(test.getDisplayName(), String.valueOf(e.getMessage())));
    }

    Status status(String name) {
        return tests.containsKey(name) ? tests.get(name) : containers.get(name);
    }

    String message(String name) {
        return messages.getOrDefault(name, "");
    }

    Set<String> names() {
        return new HashSet<>(tests.keySet());
    }

    Set<String> containers() {
        return containers.keySet();
    }

    /// Tests of that status, those that tell whether an engine is there apart.
    long count(Status status) {
        return tests.entrySet().stream()
                .filter(test -> !test.getKey().startsWith("engine ") && test.getValue() == status)
                .count();
    }
}
