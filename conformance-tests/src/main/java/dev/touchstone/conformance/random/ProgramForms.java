package dev.touchstone.conformance.random;

import dev.touchstone.conformance.judge.ExecutionJudge;
import dev.touchstone.conformance.judge.ExecutionJudge.Runner;
import dev.touchstone.conformance.policy.Action;
import dev.touchstone.conformance.policy.Rule;
import dev.touchstone.conformance.random.ProgramForm.Drawn;
import dev.touchstone.conformance.sampling.Sampler;
import dev.touchstone.conformance.state.Pointers;
import dev.touchstone.conformance.subject.Encoding;
import dev.touchstone.encoder.DecodingException;
import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.Footprint;
import dev.touchstone.encoder.Footprint.MemoryAccess;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.encoder.SyntaxException;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.RegisterSet;
import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The forms that random programs are made of, by what they touch, and the executors that are believed on them.
/// Thread-safe.
public final class ProgramForms {
    /// One that is not run, may fault by its operands' values, leaves more than flags undefined, or depends on more
    /// than the state.
    private static final Set<String> UNFIT = Set.of(
            "branch",
            "call",
            "ret",
            "far",
            "privileged",
            "system",
            "unrunnable",
            "trap",
            "time",
            "random",
            "identification",
            "state",
            "string",
            "bitstring",
            "bitindex",
            "gather",
            "scatter",
            "divide",
            "segment",
            "tile",
            "mmx",
            "x87",
            "exclusive",
            "hint",
            "prefix",
            "ffr",
            "inexact",
            "zerosource",
            "wideshift",
            "it",
            "undefined",
            "memory",
            "zeroall",
            "zeroupper",
            "stack");
    private static final Set<String> STATUS =
            Set.of("mxcsr", "fcw", "fsw", "ftw", "fpcr", "fpsr", "fpscr", "rip", "eip", "pc", "za");
    /// Bytes of an access to the stack where its pointer is aligned, and where it is not.
    private static final int ALIGNED = 16;

    private static final int UNALIGNED = 4;
    private static final Set<String> COUNTERS = Set.of("rip", "eip", "pc");
    private static final Set<String> STACK = Set.of("push", "pop");
    private final MachineLanguage language;
    private final Sampler sampler;
    private final Pointers pointers;
    private final Set<String> registers;
    private final List<ProgramForm> forms = new ArrayList<>();
    private final boolean general;

    /// @param chosen the forms that may be used
    /// @param runners two at least have to agree on a form, unless there is only one
    /// @param seed that the forms' operands come from
    public ProgramForms(
            MachineLanguage language, Sampler sampler, Predicate<Form> chosen, List<Runner> runners, long seed) {
        this.language = language;
        this.sampler = sampler;
        this.pointers = Pointers.of(language.isa());
        this.registers = RegisterSet.of(language.isa()).registers().stream()
                .map(RegisterSet.Register::name)
                .collect(Collectors.toSet());
        int fewest = Math.min(2, runners.size());
        for (Form form : language.forms()) {
            Set<String> engines = engines(form, runners);
            if (chosen.test(form) && engines.size() >= fewest && isFit(form)) {
                forms.add(new ProgramForm(this, form, engines, maskedFlags(form, runners), seed));
            }
        }
        Collections.shuffle(forms, new Random(seed));
        this.general = forms.stream().anyMatch(ProgramForm::isGeneral);
        if (!general) {
            forms.removeIf(form -> form.instructions().isEmpty());
        }
    }

    /// Whether no form is fit for programs.
    public boolean isEmpty() {
        return forms.isEmpty();
    }

    /// Those whose rows don't forbid it; some turn out to have no operands for programs.
    List<ProgramForm> forms() {
        return forms;
    }

    /// Whether one of them works on the general registers and flags alone.
    boolean hasGeneral() {
        return general;
    }

    private static boolean isFit(Form form) {
        return form.isSampled()
                && form.effects().traits().stream().noneMatch(UNFIT::contains)
                && form.effects().registersRead().stream().noneMatch(STATUS::contains)
                && (form.effects().registersWritten().stream().noneMatch(STATUS::contains)
                        || form.mnemonic().startsWith("vcmp"));
    }

    private static Set<String> engines(Form form, List<Runner> runners) {
        return runners.stream()
                .filter(runner -> runner.executor().hasFeature(form.feature())
                        && runner.policy().rulesFor(form.id()).stream().noneMatch(ExecutionJudge::isUnfitForPrograms))
                .map(runner -> runner.executor().name())
                .collect(Collectors.toSet());
    }

    private static Set<String> maskedFlags(Form form, List<Runner> runners) {
        Set<String> flags = new HashSet<>();
        for (Runner runner : runners) {
            for (Rule rule : runner.policy().rulesFor(form.id())) {
                if (rule.action() instanceof Action.MaskFlags(Set<String> masked)) {
                    flags.addAll(masked);
                }
            }
        }
        return flags;
    }

    /// Whether it works on the general registers and flags alone.
    boolean isGeneral(Footprint footprint) {
        RegisterSet set = RegisterSet.of(language.isa());
        return footprint.reads().stream().allMatch(r -> set.get(r).bytes() <= 8)
                && footprint.writes().stream().allMatch(r -> set.get(r).bytes() <= 8);
    }

    /// An instruction of the form, or null if those operands are none for a program.
    @Nullable
    Drawn draw(Form form, RandomGenerator random) {
        Instruction drawn = sampler.pooled(language.isa(), form, random);
        if (drawn == null) {
            return null;
        }
        try {
            String text = language.format(drawn, AddressMap.CODE);
            Instruction read = language.parse(text, SymbolScope.NONE, AddressMap.CODE);
            Footprint footprint = language.footprint(read);
            if (!isDecodedAs(form, read) || !isContained(form, footprint)) {
                return null;
            }
            String before = language.prelude(read).stream()
                    .map(prelude -> language.format(prelude, AddressMap.CODE) + "; ")
                    .collect(Collectors.joining());
            return new Drawn(before + text, footprint);
        } catch (SyntaxException | EncodingException | DecodingException e) {
            return null;
        }
    }

    /// Whether its bytes are read as that form too: it is the decoded forms that a run is judged by.
    private boolean isDecodedAs(Form form, Instruction instruction) {
        return instruction.form().equals(form)
                && language.decode(Encoding.of(language, instruction), 0)
                        .instruction()
                        .form()
                        .equals(form);
    }

    /// Whether it keeps to the windows, and the pointers to themselves.
    private boolean isContained(Form form, Footprint footprint) {
        boolean stack = STACK.contains(form.mnemonic());
        return footprint.writes().stream()
                        .allMatch(r -> registers.contains(r)
                                && !COUNTERS.contains(r)
                                && (!pointers.contains(r) || stack && pointers.isStackPointer(r)))
                && footprint.reads().stream().allMatch(registers::contains)
                && footprint.memory().stream()
                        .allMatch(access -> isContained(access) || stack && isOnStack(access, Integer.MAX_VALUE));
    }

    private boolean isContained(MemoryAccess access) {
        String base = access.base();
        return base != null
                && access.isAddressKnown()
                && (access.index() == null || pointers.small().equals(access.index()) && !pointers.isStackPointer(base))
                && (pointers.data().contains(base) && Math.abs(access.displacement()) <= 1024
                        || isOnStack(access, language.isa() == Isa.A64 ? ALIGNED : UNALIGNED));
    }

    /// A push moves the stack pointer by as little as two bytes, but on A64: more bytes may ask for an alignment.
    private boolean isOnStack(MemoryAccess access, int mostBytes) {
        String base = access.base();
        return base != null
                && pointers.isStackPointer(base)
                && access.index() == null
                && Math.abs(access.displacement()) <= 64
                && access.bytes() <= mostBytes;
    }
}
