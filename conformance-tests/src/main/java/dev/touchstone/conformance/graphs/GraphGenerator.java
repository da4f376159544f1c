package dev.touchstone.conformance.graphs;

import dev.touchstone.conformance.graphs.Block.Kind;
import dev.touchstone.conformance.graphs.Block.Padding;
import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Draws graphs.
final class GraphGenerator {
    private static final int MOST_BLOCKS = 14;
    private static final int MOST_STEPS = 40;
    private static final int IDS = 90;
    /// Distances that ranges of branches and addresses end at, in instruction units or their multiples; the first
    /// ones are drawn more often.
    private static final int[] EDGES = {10, 28, 31, 60, 110, 124, 250, 500, 1000, 2000};

    private static final int OFTEN = 6;
    /// What TBZ reaches, in instructions.
    private static final int FAR_EDGE = 8191;

    private static final int SLOTS = 0x1_0000;

    private final Isa isa;
    private final GraphForms forms;

    GraphGenerator(Isa isa) {
        this.isa = isa;
        this.forms = GraphWriters.forms(isa);
    }

    /// The graph of that seed.
    Graph graph(long seed) {
        return new Draw(new Random(seed)).graph(seed);
    }

    private final class Draw {
        private final Random random;
        private final List<Kind> kinds = new ArrayList<>();
        private final List<Integer> ids = new ArrayList<>();
        private boolean far;

        Draw(Random random) {
            this.random = random;
        }

        Graph graph(long seed) {
            // Neighbouring seeds give neighbouring first numbers.
            random.nextLong();
            boolean relaxed = random.nextInt(3) == 0;
            int main = 1 + random.nextInt(MOST_BLOCKS);
            int called = random.nextInt(4);
            kinds.addAll(Collections.nCopies(main, Kind.MAIN));
            kinds.addAll(Collections.nCopies(called, Kind.CALLED));
            kinds.add(Kind.LEAVE);
            Collections.shuffle(kinds, random);
            List<Integer> all = new ArrayList<>();
            for (int id = 1; id <= IDS; id++) {
                all.add(id);
            }
            Collections.shuffle(all, random);
            ids.addAll(all.subList(0, kinds.size()));
            List<Block> blocks = new ArrayList<>();
            boolean fallen = false;
            for (int i = 0; i < kinds.size(); i++) {
                Block block = new Block(ids.get(i), kinds.get(i), padding(fallen), exit(i));
                fallen = block.exit().mayFall();
                blocks.add(block);
            }
            return new Graph(
                    isa,
                    seed,
                    relaxed,
                    blocks,
                    block(Kind.MAIN),
                    random.nextInt(),
                    1 + random.nextInt(MOST_STEPS),
                    far(),
                    random.nextInt(random.nextInt(4) == 0 ? SLOTS : 100));
        }

        private Padding padding(boolean fallen) {
            return switch (random.nextInt(8)) {
                case 0, 1 -> new Padding(Padding.Shape.ALIGNMENT, 1 << 1 + random.nextInt(6));
                case 2 -> fallen ? Padding.NONE : new Padding(Padding.Shape.DATA, 1 + random.nextInt(16));
                case 3 -> fallen ? Padding.NONE : new Padding(Padding.Shape.DATA, around());
                default -> Padding.NONE;
            };
        }

        private int around() {
            int edge = EDGES[random.nextInt(random.nextInt(4) == 0 ? EDGES.length : OFTEN)];
            if (isa == Isa.A64 && !far && random.nextInt(64) == 0) {
                far = true;
                edge = FAR_EDGE;
            }
            return Math.max(1, edge + random.nextInt(9) - 4);
        }

        private long far() {
            long bits = random.nextLong();
            return switch (isa) {
                case X86_64 -> bits >>> 34;
                case A64 -> random.nextBoolean() ? bits >>> 16 : bits >>> 1;
                case X86_32, A32, T32 -> bits >>> 33;
            };
        }

        private int block(Kind kind) {
            return pick(candidates(kind, 0));
        }

        private List<Integer> candidates(Kind kind, int above) {
            List<Integer> found = new ArrayList<>();
            for (int i = 0; i < kinds.size(); i++) {
                if (kinds.get(i) == kind && ids.get(i) > above) {
                    found.add(i);
                }
            }
            return found;
        }

        private <T> T pick(List<T> from) {
            return from.get(random.nextInt(from.size()));
        }

        private Target target(int block) {
            Target.Mode[] modes = Target.Mode.values();
            return new Target(block, random.nextBoolean() ? Target.Mode.LABEL : modes[random.nextInt(modes.length)]);
        }

        private Exit exit(int from) {
            return switch (kinds.get(from)) {
                case LEAVE -> new Exit.Leave();
                case MAIN -> main(from);
                case CALLED -> called(from);
            };
        }

        private Exit main(int from) {
            List<Integer> callees = candidates(Kind.CALLED, 0);
            int kind = random.nextInt(10);
            if (kind < 3) {
                return go(from);
            }
            if (kind < 7) {
                return new Exit.Branch(
                        pick(forms.branches()), random.nextInt(32), random.nextBoolean(), next(), go(from));
            }
            if (kind == 7 || callees.isEmpty()) {
                int size = 1 << random.nextInt(4);
                List<Target> targets = new ArrayList<>();
                for (int i = 0; i < size; i++) {
                    targets.add(next());
                }
                return new Exit.Switch(pick(forms.tables()), targets);
            }
            return new Exit.Call(pick(forms.calls()), target(pick(callees)), go(from));
        }

        private Exit called(int from) {
            List<Integer> others = candidates(Kind.CALLED, ids.get(from));
            if (others.isEmpty() || random.nextBoolean()) {
                return new Exit.Return();
            }
            return random.nextBoolean()
                    ? new Exit.Go(pick(forms.jumps()), target(pick(others)))
                    : new Exit.Call(pick(forms.calls()), target(pick(others)), new Exit.Return());
        }

        /// A block to go to: seldom the last one.
        private Target next() {
            return target(random.nextInt(12) == 0 ? block(Kind.LEAVE) : block(Kind.MAIN));
        }

        private Exit.Go go(int from) {
            int following = from + 1;
            if (following < kinds.size() && kinds.get(following) != Kind.CALLED && random.nextInt(3) == 0) {
                return new Exit.Go(Exit.Go.FALL, new Target(following, Target.Mode.LABEL));
            }
            return new Exit.Go(pick(forms.jumps()), next());
        }
    }
}
