package dev.touchstone.conformance.judge;

import dev.touchstone.conformance.state.StatePreparer;
import dev.touchstone.conformance.verdict.Case;
import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.Footprint;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.encoder.SyntaxException;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.RegisterSet;
import dev.touchstone.exec.Snippet;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.Label;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes a runnable snippet of one instruction: alone, or, where it branches to a label, with an instruction to
/// jump over, and where it is a prefix, with an instruction behind it.
final class SnippetMaker {
    private static final Set<String> UNRUNNABLE = Set.of("privileged", "system", "unrunnable");

    /// A BLX of T32 reaches A32 code: multiples of four.
    private static final int LABEL_ALIGNMENT = 4;

    private final MachineLanguage language;
    private final StatePreparer preparer;

    SnippetMaker(MachineLanguage language, RandomGenerator random) {
        this.language = language;
        this.preparer = new StatePreparer(language.isa(), random);
    }

    /// The reason why an instruction of this footprint is not run, or null.
    static @Nullable String unrunnable(Isa isa, Footprint footprint) {
        // A32 and T32: an S with pc as the destination returns from an exception.
        if (footprint.writes().contains("pc") && !footprint.leaves()) {
            return "it goes on where its operands lead, which may be anywhere";
        }
        Set<String> known = new HashSet<>();
        RegisterSet.of(isa).registers().forEach(register -> known.add(register.name()));
        return Stream.concat(
                        footprint.traits().stream().filter(UNRUNNABLE::contains),
                        Stream.concat(footprint.reads().stream(), footprint.writes().stream())
                                .filter(register -> !known.contains(register))
                                .map(register -> "the machine state has no " + register.replaceAll("[0-9]+$", "…")))
                .findFirst()
                .orElse(null);
    }

    /// A snippet with what all of it touches.
    record Made(Snippet snippet, Footprint footprint) {}

    /// A snippet, or null if no state lets it run.
    @Nullable
    Made make(Case subject, Footprint footprint) {
        CodeImage code = footprint.branches() ? jumpOver(subject) : null;
        Footprint whole = footprint;
        if (code != null) {
            whole = both(footprint, language.footprint(parse(marker(language.isa()))));
        } else if (footprint.traits().contains("prefix")) {
            Instruction behind = parse(PrefixedText.behind(subject.text()));
            whole = both(footprint, language.footprint(behind));
            code = alone(subject, behind);
        } else {
            code = alone(subject, null);
        }
        MachineState state = preparer.prepare(footprint, AddressMap.CODE + code.size());
        return state == null ? null : new Made(Snippet.of(language.isa(), code, state), whole);
    }

    /// @param behind what is run with it, or null
    private CodeImage alone(Case subject, @Nullable Instruction behind) {
        CodeBuffer code = new CodeBuffer(language.machine());
        for (Instruction before : language.prelude(subject.instruction())) {
            language.encode(before, code);
        }
        code.put(subject.bytes());
        if (behind != null) {
            language.encode(behind, code);
        }
        return code.toImage();
    }

    private static Footprint both(Footprint a, Footprint b) {
        List<Footprint.MemoryAccess> memory = new ArrayList<>(a.memory());
        memory.addAll(b.memory());
        return new Footprint(
                union(a.reads(), b.reads()),
                union(a.writes(), b.writes()),
                union(a.flagsRead(), b.flagsRead()),
                union(a.flagsWritten(), b.flagsWritten()),
                union(a.flagsUndefined(), b.flagsUndefined()),
                memory,
                union(a.traits(), b.traits()));
    }

    private static Set<String> union(Set<String> a, Set<String> b) {
        Set<String> union = new HashSet<>(a);
        union.addAll(b);
        return union;
    }

    private Instruction parse(String text) {
        return language.parse(text, SymbolScope.NONE, AddressMap.CODE);
    }

    private @Nullable CodeImage jumpOver(Case subject) {
        CodeBuffer code = new CodeBuffer(language.machine());
        Label target = code.label("target");
        SymbolScope scope = name -> name.equals("target") ? target : null;
        String text = subject.text();
        int operand = Math.max(text.lastIndexOf(' '), text.lastIndexOf(',')) + 1;
        try {
            Instruction branch = language.parse(text.substring(0, operand) + "target", scope, AddressMap.CODE);
            if (!branch.form().equals(subject.form())) {
                return null;
            }
            for (Instruction before : language.prelude(branch)) {
                language.encode(before, code);
            }
            language.encode(branch, code);
            language.encode(parse(marker(language.isa())), code);
            code.align(LABEL_ALIGNMENT);
            code.bind(target);
            return code.toImage();
        } catch (SyntaxException | EncodingException e) {
            return null; // it has no label operand: an indirect branch or a return
        }
    }

    /// An instruction whose effect shows whether it was jumped over.
    private static String marker(Isa isa) {
        return switch (isa) {
            case X86_64, X86_32 -> "mov byte ptr [0x%x], 0x5a".formatted(AddressMap.DATA + 0x10);
            case A64 -> "add x27, x27, #1";
            case A32, T32 -> "add r11, r11, #1";
        };
    }
}
