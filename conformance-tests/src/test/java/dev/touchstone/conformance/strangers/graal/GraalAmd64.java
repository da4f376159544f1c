package dev.touchstone.conformance.strangers.graal;

import dev.touchstone.conformance.policy.Policy;
import dev.touchstone.conformance.strangers.KnownDivergences;
import dev.touchstone.conformance.strangers.MethodsByName;
import dev.touchstone.conformance.strangers.Unmapped;
import dev.touchstone.conformance.subject.Encoded;
import dev.touchstone.conformance.subject.Subject;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.x86.Imm;
import dev.touchstone.encoder.x86.Rounding;
import dev.touchstone.encoder.x86.X86Instruction;
import dev.touchstone.encoder.x86.X86Prefix;
import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.x86.X86Encoding.Space;
import dev.touchstone.isa.x86.X86Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Graal's AMD64Assembler: methods with AT&T's suffixes, and constants of operation classes with an emit method.
public final class GraalAmd64 implements Subject {
    private static final Class<?> ASSEMBLER = Graal.type(Graal.ASM + "amd64.AMD64Assembler");
    private static final MethodsByName METHODS = new MethodsByName(ASSEMBLER);
    private static final GraalAmd64Operations OPERATIONS = new GraalAmd64Operations(ASSEMBLER);
    private static final String ARCHITECTURE = "jdk.vm.ci.amd64.AMD64";
    private static final Object TARGET = Graal.target(ARCHITECTURE, feature -> true);
    /// Its SSE methods encode with VEX where there is AVX.
    private static final Object TARGET_WITHOUT_AVX = Graal.target(ARCHITECTURE, feature -> !feature.contains("AVX"));

    /// Parts of messages that say that an operation is for other operands.
    private static final List<String> NOT_OF_THIS_OPERATION =
            List.of("not supported for size", "illegal operand", "should not reach here");

    @Override
    public String name() {
        return "graal-amd64";
    }

    @Override
    public String version() {
        return Graal.VERSION;
    }

    @Override
    public Set<Isa> isas() {
        return Set.of(Isa.X86_64);
    }

    @Override
    public Policy policy() {
        return KnownDivergences.of(this);
    }

    @Override
    public boolean has(Isa isa, Form form) {
        X86Form x86 = (X86Form) form;
        return x86.opcode().space() == Space.VEX
                ? OPERATIONS.has(x86, "") || x86.mnemonic().startsWith("k") && METHODS.has(x86.mnemonic())
                : x86.opcode().space() == Space.EVEX
                        ? !x86.opcode().isApx() && OPERATIONS.has(x86, "E")
                        : x86.opcode().space() == Space.LEGACY
                                && (GraalAmd64Names.of(x86).stream().anyMatch(METHODS::has)
                                        || OPERATIONS.isArithmetic(x86));
    }

    /// Some methods take bytes as unsigned numbers only, others as signed ones only.
    @Override
    public Encoded encode(Isa isa, Instruction instruction, String text) {
        Encoded encoded = encode(instruction, false);
        return encoded instanceof Encoded.Refused && encode(instruction, true) instanceof Encoded.Bytes bytes
                ? bytes
                : encoded;
    }

    private static Encoded encode(Instruction instruction, boolean signedBytes) {
        X86Instruction x86 = (X86Instruction) instruction;
        Object assembler = Graal.make(ASSEMBLER, x86.form().opcode().isVector() ? TARGET : TARGET_WITHOUT_AVX);
        try {
            if (x86.prefix() != X86Prefix.NONE && x86.prefix() != X86Prefix.LOCK || x86.rounding() != Rounding.NONE) {
                throw new Unmapped("no REP and no rounding");
            }
            if (x86.prefix() == X86Prefix.LOCK) {
                METHODS.call(assembler, "lock");
            }
            emit(assembler, x86, signedBytes);
            return new Encoded.Bytes((byte[]) METHODS.result(assembler, "close", true));
        } catch (Unmapped e) {
            return new Encoded.Unknown(String.valueOf(e.getMessage()));
        } catch (Error e) { // GraalError is one
            String message = String.valueOf(e.getMessage());
            return NOT_OF_THIS_OPERATION.stream().anyMatch(message::contains)
                    ? new Encoded.Unknown(message)
                    : new Encoded.Refused(message);
        }
    }

    private static void emit(Object assembler, X86Instruction instruction, boolean signedBytes) throws Unmapped {
        X86Form form = instruction.form();
        List<Object> all = new ArrayList<>();
        List<Object> free = new ArrayList<>();
        for (int i = 0; i < instruction.operands().size(); i++) {
            Object operand = GraalAmd64Operands.of(
                    form.operands().get(i), instruction.operands().get(i), signedBytes);
            all.add(operand);
            if (!form.operands().get(i).isFixed()) {
                free.add(operand);
            }
        }
        if (form.opcode().isVector()) {
            if (form.mnemonic().contains("blendv")) {
                all.add(1, all.removeLast()); // the mask stands before the sources
            }
            if (form.mnemonic().startsWith("k") && METHODS.call(assembler, form.mnemonic(), all.toArray())) {
                return;
            }
            List<Object> decoration = GraalAmd64Operands.decoration(instruction.operands());
            if (!OPERATIONS.emitVector(assembler, form, all, decoration)) {
                throw new Unmapped("no operation takes these operands");
            }
            return;
        }
        if (form.mnemonic().equals("ret") && instruction.operands().equals(List.of(new Imm(0)))) {
            throw new Unmapped("ret(0) stands for RET alone");
        }
        if (OPERATIONS.emitArithmetic(assembler, form, all)) {
            return;
        }
        for (String name : GraalAmd64Names.of(form)) {
            Object condition = OPERATIONS.condition(form);
            if (METHODS.call(assembler, name, all.toArray())
                    || METHODS.call(assembler, name, free.toArray())
                    || condition != null && METHODS.call(assembler, name, before(condition, all))) {
                return;
            }
        }
        throw new Unmapped("no method takes these operands");
    }

    private static Object[] before(Object first, List<Object> rest) {
        List<Object> all = new ArrayList<>(List.of(first));
        all.addAll(rest);
        return all.toArray();
    }
}
