package dev.touchstone.conformance.graphs;

import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How control leaves a block. A form names the instructions of a set that do it, as the set's [GraphWriter] has
/// them.
sealed interface Exit {
    /// To the end of the run: the last thing that happens.
    record Leave() implements Exit {
        @Override
        public String toString() {
            return "leave";
        }
    }

    /// To behind the call.
    record Return() implements Exit {
        @Override
        public String toString() {
            return "return";
        }
    }

    /// To another block, always.
    record Go(String form, Target target) implements Exit {
        /// To the block that is written next, without an instruction.
        static final String FALL = "fall";

        boolean falls() {
            return form.equals(FALL);
        }

        Go to(IntUnaryOperator place) {
            return new Go(form, target.moved(place));
        }

        @Override
        public String toString() {
            return form + " " + target;
        }
    }

    /// To one block or another, by a bit of the number.
    record Branch(String form, int bit, boolean whenSet, Target taken, Go otherwise) implements Exit {
        @Override
        public String toString() {
            return "if bit %d is %d: %s %s, else %s".formatted(bit, whenSet ? 1 : 0, form, taken, otherwise);
        }
    }

    /// To one of several blocks, a power of two of them, by the number's low bits.
    record Switch(String form, List<Target> targets) implements Exit {
        public Switch {
            targets = List.copyOf(targets);
        }

        @Override
        public String toString() {
            return targets.stream()
                    .map(Target::toString)
                    .collect(Collectors.joining(", ", "switch by " + form + ": ", ""));
        }
    }

    /// To another block and back, then on.
    record Call(String form, Target callee, Exit then) implements Exit {
        @Override
        public String toString() {
            return form + " " + callee + ", then " + then;
        }
    }

    /// Whether control may go to the block that is written next without an instruction.
    default boolean mayFall() {
        return switch (this) {
            case Go go -> go.falls();
            case Branch branch -> branch.otherwise.falls();
            case Call call -> call.then.mayFall();
            default -> false;
        };
    }

    /// The same edges to blocks that have other places.
    default Exit moved(IntUnaryOperator place) {
        return switch (this) {
            case Leave _, Return _ -> this;
            case Go go -> go.to(place);
            case Branch b -> new Branch(b.form, b.bit, b.whenSet, b.taken.moved(place), b.otherwise.to(place));
            case Switch table ->
                new Switch(
                        table.form,
                        table.targets.stream().map(t -> t.moved(place)).toList());
            case Call call -> new Call(call.form, call.callee.moved(place), call.then.moved(place));
        };
    }

    /// Every block that it may lead to.
    default Stream<Target> leadsTo() {
        return switch (this) {
            case Go go -> Stream.of(go.target);
            case Branch branch -> Stream.of(branch.taken, branch.otherwise.target);
            case Switch table -> table.targets.stream();
            case Call call -> Stream.concat(Stream.of(call.callee), call.then.leadsTo());
            default -> Stream.empty();
        };
    }
}
