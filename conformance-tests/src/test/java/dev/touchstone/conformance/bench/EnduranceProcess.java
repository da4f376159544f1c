package dev.touchstone.conformance.bench;

import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.Executors;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.Snippet;
import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The process of [MemoryUseTests], where nothing else takes memory: runs snippets on an engine and prints by how many
/// bytes its memory grew. With a fourth argument it keeps that many bytes of each batch.
final class EnduranceProcess {
    private EnduranceProcess() {}

    public static void main(String[] args) throws EngineMissingException {
        try (Executor executor = Executors.open(args[0], Isa.valueOf(args[1]))) {
            Executor watched = args.length > 3 ? new Leaking(executor, Integer.parseInt(args[3])) : executor;
            System.out.println(
                    ExecutorBench.endure(watched, 500, Long.parseLong(args[2])).growth());
        }
    }

    /// An executor that forgets nothing.
    private record Leaking(Executor executor, int bytes, List<byte[]> kept) implements Executor {
        Leaking(Executor executor, int bytes) {
            this(executor, bytes, new ArrayList<>());
        }

        @Override
        public String name() {
            return executor.name();
        }

        @Override
        public Isa isa() {
            return executor.isa();
        }

        @Override
        public boolean hasFeature(String feature) {
            return executor.hasFeature(feature);
        }

        @Override
        public Outcome run(Snippet snippet) {
            return executor.run(snippet);
        }

        @Override
        public List<Outcome> runAll(List<Snippet> snippets) {
            byte[] some = new byte[bytes];
            Arrays.fill(some, (byte) 1);
            kept.add(some);
            return executor.runAll(snippets);
        }

        @Override
        public void close() {
            executor.close();
        }
    }
}
