package dev.touchstone.conformance.random;

import dev.touchstone.conformance.random.ProgramForm.Drawn;
import dev.touchstone.conformance.state.Pointers;
import dev.touchstone.conformance.state.UndefinedFlags;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.isa.Isa;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/// Draws programs: the same for the same seed.
public final class ProgramGenerator {
    private static final int SHORTEST = 4;
    private static final int LONGEST = 40;
    private static final int DRAWS = 12;
    /// Pieces that a branch of short reach leads over.
    private static final int NEAR = 7;
    /// How many written places back an operand is drawn from.
    private static final int RECENT = 4;

    private final Isa isa;
    private final ProgramForms forms;
    private final Branches branches;

    /// @throws IllegalArgumentException if no form is fit for programs
    public ProgramGenerator(MachineLanguage language, ProgramForms forms) {
        if (forms.isEmpty()) {
            throw new IllegalArgumentException("no form of " + language.isa() + " is fit for random programs");
        }
        this.isa = language.isa();
        this.forms = forms;
        this.branches = Branches.of(isa);
    }

    public Program program(long seed) {
        return new Program(new Draft(new SplittableRandom(seed * 0x9E37_79B9_7F4A_7C15L)).pieces(), seed);
    }

    /// Where a branch leads that is not there yet.
    private record Open(int group, int closesAt, boolean loop, Set<String> undefined) {}

    private final class Draft {
        private final SplittableRandom random;
        private final List<Piece> pieces = new ArrayList<>();
        private final UndefinedFlags undefined = new UndefinedFlags(isa);
        private final Deque<Open> open = new ArrayDeque<>();
        private final Deque<String> recent = new ArrayDeque<>();
        private final Set<String> engines;
        private final boolean straight;
        private int groups;

        Draft(SplittableRandom random) {
            this.random = random;
            this.engines = some(false, Set.of()).engines();
            this.straight = random.nextInt(3) == 0;
        }

        List<Piece> pieces() {
            int length = SHORTEST + random.nextInt(LONGEST - SHORTEST + 1);
            for (int i = 0; i < length; i++) {
                while (!open.isEmpty() && open.peek().closesAt <= i) {
                    close(open.pop());
                }
                if (!straight && i + 2 < length && random.nextInt(6) == 0) {
                    branch(i, length);
                } else if (!branches.stack().isEmpty() && random.nextInt(16) == 0) {
                    pieces.add(new Piece(Branches.pick(branches.stack(), random), 0));
                } else {
                    instruction();
                }
            }
            while (!open.isEmpty()) {
                close(open.pop());
            }
            return pieces;
        }

        /// Within what is open: its end is not behind that of what it stands in.
        private void branch(int at, int length) {
            int end = open.isEmpty() ? length : Math.min(length, open.peek().closesAt);
            int closes = at + 2 + random.nextInt(Math.max(1, end - at - 1));
            boolean loops = open.stream().anyMatch(Open::loop);
            if (closes > end) {
                instruction();
                return;
            }
            int group = ++groups;
            if (!loops && random.nextInt(3) == 0) {
                pieces.add(new Piece(
                        branches.begin().formatted(1 + random.nextInt(Pointers.MOST), "L" + group), group));
                open.push(new Open(group, closes, true, Set.of()));
                // What the body's end leaves undefined is so at its begin, too: what it does not define it can't read.
                undefined.add(ProgramGenerator.flags(isa));
                return;
            }
            boolean flags = undefined.flags().isEmpty() && random.nextInt(3) > 0;
            boolean near = !flags && closes - at <= NEAR && !branches.near().isEmpty() && random.nextBoolean();
            String branch =
                    Branches.pick(flags ? branches.ifFlags() : near ? branches.near() : branches.others(), random);
            pieces.add(new Piece(branch + "L" + group, group));
            open.push(new Open(group, closes, false, undefined.flags()));
        }

        private void close(Open one) {
            String label = "L" + one.group;
            if (one.loop) {
                pieces.add(new Piece(branches.end().formatted(label), one.group));
                undefined.set(isa == Isa.A32 || isa == Isa.T32 ? Set.of("Q", "GE") : Set.of());
            } else {
                pieces.add(new Piece(label + ":", one.group));
                undefined.add(one.undefined);
            }
        }

        /// A form that programs for these engines may have.
        private ProgramForm some(boolean general, Set<String> on) {
            while (true) {
                ProgramForm form = Branches.pick(forms.forms(), random);
                if (form.engines().containsAll(on)
                        && !form.instructions().isEmpty()
                        && (!general || !forms.hasGeneral() || form.isGeneral())) {
                    return form;
                }
            }
        }

        private void instruction() {
            Drawn chosen = null;
            boolean dependent = random.nextInt(3) > 0;
            for (int i = 0; i < DRAWS && chosen == null; i++) {
                ProgramForm form = some(random.nextBoolean(), engines);
                List<Drawn> choice = form.instructions();
                int start = random.nextInt(choice.size());
                for (int n = 0; n < choice.size(); n++) {
                    Drawn drawn = choice.get((start + n) % choice.size());
                    boolean fits = !undefined.isRead(drawn.footprint());
                    if (fits && (!dependent || isDependent(drawn))) {
                        chosen = drawn;
                        break;
                    }
                    chosen = fits && i == DRAWS / 2 ? drawn : chosen;
                }
                if (chosen != null) {
                    undefined.after(chosen.footprint());
                    undefined.add(form.maskedFlags());
                }
            }
            if (chosen == null) {
                pieces.add(new Piece(
                        branches.filler(), 0)); // not nothing: some branches don't reach what is right behind them
                return;
            }
            pieces.add(new Piece(chosen.text(), 0));
            // In an order that is the same in each JVM: a set's is not.
            for (String written : new TreeSet<>(chosen.footprint().writes())) {
                recent.remove(written);
                recent.addLast(written);
                if (recent.size() > RECENT) {
                    recent.removeFirst();
                }
            }
        }

        private boolean isDependent(Drawn drawn) {
            return recent.isEmpty() || drawn.footprint().reads().stream().anyMatch(recent::contains);
        }
    }

    private static Set<String> flags(Isa isa) {
        return new HashSet<>(
                switch (isa) {
                    case X86_64, X86_32 -> List.of("C", "P", "A", "Z", "S", "D", "O");
                    case A64 -> List.of("N", "Z", "C", "V");
                    case A32, T32 -> List.of("N", "Z", "C", "V", "Q", "GE");
                });
    }
}
