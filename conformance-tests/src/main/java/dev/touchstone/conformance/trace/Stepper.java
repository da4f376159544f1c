package dev.touchstone.conformance.trace;

import dev.touchstone.conformance.trace.StepCode.Part;
import dev.touchstone.encoder.Decoded;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.Snippet;
import dev.touchstone.exec.Step;
import dev.touchstone.relocation.CodeImage;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs a snippet one instruction at a time, on any executor: a run for each, between traps.
final class Stepper {
    private static final int THUMB = 0x20;

    private final Executor executor;
    private final Snippet snippet;
    private final MachineLanguage language;
    private final StepCode code;
    private final Consumer<? super Step> steps;
    private MachineState state;
    private int at;
    private ItState it = ItState.NONE;

    Stepper(Executor executor, Snippet snippet, Consumer<? super Step> steps) {
        this.executor = executor;
        this.snippet = snippet;
        this.language = MachineLanguages.of(snippet.isa());
        this.code = new StepCode(language, snippet.linkedCode());
        this.steps = steps;
        this.state = Windows.widest(snippet.initial());
        this.at = snippet.entry();
    }

    /// @param limit the most steps
    /// @return how it ended; empty if it took more
    Optional<Outcome> run(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a trace has at least 1 step, not " + limit);
        }
        // The state at the first instruction: with the return address, and as far as the engine carries it.
        Outcome start = run(code.none(), at, snippet.resumed());
        if (!arrives(code.none(), start)) {
            return Optional.of(narrow(start));
        }
        for (int told = 0; ; ) {
            Decoded decoded = language.tryDecode(code.whole(), at);
            if (it.isInBlock() && !it.holds(state) && decoded != null) {
                it = it.next();
                at += decoded.length();
                state = state.copy();
                state.set("pc", AddressMap.CODE + at);
                if (at == code.whole().length) {
                    return Optional.of(narrow(new Outcome.Completed(state)));
                }
                continue;
            }
            if (told++ == limit) {
                return Optional.empty();
            }
            Outcome end = decoded == null ? last() : step(decoded);
            if (end != null) {
                return Optional.of(end);
            }
        }
    }

    /// Makes a step; answers how the run ended, or null if it goes on.
    private @Nullable Outcome step(Decoded decoded) {
        MachineState before = state;
        int from = at;
        if (decoded.instruction().form().effects().traits().contains("it")) {
            // It does nothing but to make what follows conditional: that, each behind an IT of its own, is.
            it = ItState.begin(code.whole(), at);
            at += decoded.length();
            tell(from, at, before, before);
            return null;
        }
        Part part = code.part(at, decoded, state);
        Outcome outcome;
        if (it.isInBlock()) {
            System.arraycopy(it.alone(), 0, part.code(), at - 2, 2);
            outcome = run(part, at - 2, true);
            it = it.next();
        } else {
            outcome = run(part, at, true);
        }
        boolean goesOn = arrives(part, outcome);
        tell(part.from(), part.to(), before, goesOn ? state : stateOf(outcome, before));
        if (!goesOn) {
            return narrow(outcome);
        }
        if (at != part.to()) {
            it = ItState.NONE;
        }
        return isInOtherSet()
                ? new Outcome.NotRun("goes on in the other of A32 and T32 at 0x%x, where it is not stepped"
                        .formatted(AddressMap.CODE + at))
                : null;
    }

    /// An instruction that no table has: where it ends is not known. If it faults that is the run's end.
    private Outcome last() {
        int to = Math.min(at + (snippet.isa().isX86() ? 15 : 4), code.whole().length);
        Outcome outcome = run(code.all(at, to), at, true);
        boolean here = outcome instanceof Outcome.Faulted fault && fault.pc() == AddressMap.CODE + at;
        tell(at, to, state, here ? stateOf(outcome, state) : state);
        return here
                ? narrow(outcome)
                : new Outcome.NotRun(
                        "no table has the instruction at 0x%x: it is not stepped".formatted(AddressMap.CODE + at));
    }

    private Outcome run(Part part, int entry, boolean resumed) {
        CodeImage image = CodeImage.of(language.machine(), part.code());
        return Trace.run(executor, new Snippet(snippet.isa(), image, entry, state, snippet.timeout(), resumed));
    }

    /// Whether a run stopped at a trap; then that is where the next step begins.
    private boolean arrives(Part part, Outcome outcome) {
        if (outcome instanceof Outcome.Faulted fault
                && fault.kind() == code.trap().kind()
                && fault.state() != null
                && part.isTrap(fault.pc() - AddressMap.CODE)) {
            state = fault.state();
            at = (int) (fault.pc() - AddressMap.CODE);
            return true;
        }
        return false;
    }

    private boolean isInOtherSet() {
        return switch (snippet.isa()) {
            case A32 -> (state.get("cpsr") & THUMB) != 0;
            case T32 -> (state.get("cpsr") & THUMB) == 0;
            case X86_64, X86_32, A64 -> false;
        };
    }

    private void tell(int from, int to, MachineState before, MachineState after) {
        MachineState like = snippet.initial();
        steps.accept(Step.of(
                AddressMap.CODE + from,
                Arrays.copyOfRange(code.whole(), from, to),
                Windows.as(like, before),
                Windows.as(like, after)));
    }

    private static MachineState stateOf(Outcome outcome, MachineState otherwise) {
        return switch (outcome) {
            case Outcome.Completed(var state) -> state;
            case Outcome.Faulted fault -> fault.state() == null ? otherwise : fault.state();
            case Outcome.TimedOut _ -> otherwise;
            case Outcome.NotRun _ -> otherwise;
        };
    }

    /// With as much memory as the snippet's own state has.
    private Outcome narrow(Outcome outcome) {
        MachineState like = snippet.initial();
        return switch (outcome) {
            case Outcome.Completed(var end) -> new Outcome.Completed(Windows.as(like, end));
            case Outcome.Faulted fault ->
                new Outcome.Faulted(
                        fault.kind(),
                        fault.pc(),
                        fault.address(),
                        fault.state() == null ? null : Windows.as(like, fault.state()));
            case Outcome.TimedOut _ -> outcome;
            case Outcome.NotRun _ -> outcome;
        };
    }
}
