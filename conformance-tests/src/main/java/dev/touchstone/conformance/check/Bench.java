package dev.touchstone.conformance.check;

import dev.touchstone.conformance.judge.ExecutionJudge;
import dev.touchstone.conformance.judge.ExecutionJudge.Runner;
import dev.touchstone.conformance.judge.Judge;
import dev.touchstone.conformance.judge.OracleJudge;
import dev.touchstone.conformance.judge.SelfJudge;
import dev.touchstone.conformance.oracle.Oracle;
import dev.touchstone.conformance.oracle.OracleProvider;
import dev.touchstone.conformance.policy.Policy;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.ExecutorProvider;
import dev.touchstone.exec.Executors;
import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Predicate;

/// One thread's judges for one set, with the engines that they use.
public final class Bench implements AutoCloseable {
    private final List<Runnable> closers = new ArrayList<>();
    private final List<Judge> judges = new ArrayList<>();
    private final List<Runner> runners = new ArrayList<>();

    /// @param exact whether other bytes that mean the same are a disagreement
    /// @param engines whether an oracle or executor of that name takes part
    /// @param tally hears what is known of each engine
    /// @param missing gets the engines that can't be had
    public Bench(
            MachineLanguage language, boolean exact, Predicate<String> engines, Tally tally, Set<Missing> missing) {
        Isa isa = language.isa();
        judges.add(new SelfJudge(language, exact));
        for (OracleProvider provider : ServiceLoader.load(OracleProvider.class)) {
            if (!engines.test(provider.name())) {
                continue;
            }
            try {
                Oracle oracle = provider.open(isa);
                closers.add(oracle::close);
                Policy policy = Policy.of(oracle.name(), oracle.version());
                tally.oracle(policy, Policy.of(OracleJudge.decoderOf(oracle.name()), oracle.version()));
                judges.add(new OracleJudge(language, oracle, policy, exact));
            } catch (EngineMissingException e) {
                missing.add(new Missing(provider.name(), isa, e.reason(), e.remedy()));
            }
        }
        for (ExecutorProvider provider : Executors.all()) {
            if (!engines.test(provider.name())) {
                continue;
            }
            try {
                Executor executor = provider.open(isa);
                closers.add(executor::close);
                Policy policy = Policy.of(executor.name(), executor.version());
                tally.policy(policy);
                runners.add(new Runner(executor, policy));
            } catch (EngineMissingException e) {
                missing.add(new Missing(provider.name(), isa, e.reason(), e.remedy()));
            }
        }
        if (!runners.isEmpty()) {
            judges.add(new ExecutionJudge(language, runners));
        }
    }

    /// The names of all oracles and executors that there may be.
    public static List<String> engines() {
        List<String> names = new ArrayList<>();
        ServiceLoader.load(OracleProvider.class).forEach(provider -> names.add(provider.name()));
        Executors.all().forEach(provider -> names.add(provider.name()));
        return names;
    }

    public List<Judge> judges() {
        return List.copyOf(judges);
    }

    /// The executors, which the last of the judges uses.
    public List<Runner> runners() {
        return List.copyOf(runners);
    }

    @Override
    public void close() {
        closers.forEach(Runnable::run);
    }
}
