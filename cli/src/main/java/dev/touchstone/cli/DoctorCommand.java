package dev.touchstone.cli;

import dev.touchstone.conformance.oracle.OracleProvider;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.ExecutorProvider;
import dev.touchstone.exec.Executors;
import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Prints host, JDK, tables, engines with versions and sources, and what is missing with what mends it.")
final class DoctorCommand implements Callable<Integer> {
    private boolean well = true;

    @Override
    public Integer call() {
        line(
                "host",
                "%s %s, %s, %d processors"
                        .formatted(
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                System.getProperty("os.arch"),
                                Runtime.getRuntime().availableProcessors()));
        line(
                "JDK",
                System.getProperty("java.vm.name") + " " + Runtime.version() + " at "
                        + System.getProperty("java.home"));
        for (Isa isa : Isa.values()) {
            line("tables", isa + ": " + MachineLanguages.of(isa).forms().size() + " forms");
        }
        for (OracleProvider provider : ServiceLoader.load(OracleProvider.class)) {
            oracle(provider);
        }
        for (ExecutorProvider provider : Executors.all()) {
            executor(provider);
        }
        return well ? 0 : 1;
    }

    /// One line for each engine that answers, with the sets for which it does.
    private void oracle(OracleProvider provider) {
        String title = "oracle " + provider.name();
        Map<String, List<String>> sets = new LinkedHashMap<>();
        Map<String, List<String>> missing = new LinkedHashMap<>();
        for (Isa isa : Isa.values()) {
            try {
                sets.computeIfAbsent(provider.describe(isa), d -> new ArrayList<>())
                        .add(isa.label());
            } catch (EngineMissingException e) {
                well &= e.remedy().isEmpty();
                missing.computeIfAbsent(said(e), d -> new ArrayList<>()).add(isa.label());
            }
        }
        sets.forEach((engine, labels) -> line(title, engine + ", for " + String.join(", ", labels)));
        missing.forEach((reason, labels) -> line(title, "for " + String.join(", ", labels) + " " + reason));
    }

    private void executor(ExecutorProvider provider) {
        String title = "executor " + provider.name();
        try {
            line(title, provider.describe());
        } catch (EngineMissingException e) {
            missing(title, e);
            return;
        }
        for (Isa isa : Isa.values()) {
            try (Executor executor = provider.open(isa)) {
                line("", executor.isa() + ": runs");
            } catch (EngineMissingException e) {
                missing("", e);
            }
        }
    }

    /// What nothing can mend on this host is said, but is no ailment.
    private void missing(String title, EngineMissingException e) {
        well &= e.remedy().isEmpty();
        line(title, said(e));
    }

    private static String said(EngineMissingException e) {
        return (e.remedy().isEmpty() ? "not on this host: " : "MISSING: ") + e.getMessage();
    }

    private static void line(String title, String text) {
        System.out.println("%-18s %s".formatted(title, text));
    }
}
