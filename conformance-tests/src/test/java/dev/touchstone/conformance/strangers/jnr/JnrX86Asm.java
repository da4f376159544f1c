package dev.touchstone.conformance.strangers.jnr;

import dev.touchstone.conformance.policy.Policy;
import dev.touchstone.conformance.strangers.KnownDivergences;
import dev.touchstone.conformance.strangers.MethodsByName;
import dev.touchstone.conformance.strangers.Unmapped;
import dev.touchstone.conformance.subject.Encoded;
import dev.touchstone.conformance.subject.Encoding;
import dev.touchstone.conformance.subject.Subject;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.encoder.x86.Imm;
import dev.touchstone.encoder.x86.Mem;
import dev.touchstone.encoder.x86.Relative;
import dev.touchstone.encoder.x86.X86Instruction;
import dev.touchstone.encoder.x86.X86Prefix;
import dev.touchstone.encoder.x86.X86Register;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.x86.OperandSpec;
import dev.touchstone.isa.x86.X86Encoding;
import dev.touchstone.isa.x86.X86Form;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import jnr.x86asm.Assembler;
import jnr.x86asm.CPU;
import jnr.x86asm.Register;

/// jnr-x86asm: its methods have the mnemonics' names and take registers, memory and immediates.
public final class JnrX86Asm implements Subject {
    static {
        // As it runs for its users. With assertions it refuses IMUL r16, r/m16 and RET from 0x8000 on as well.
        JnrX86Asm.class.getClassLoader().setPackageAssertionStatus("jnr.x86asm", false);
    }

    private static final MethodsByName METHODS = new MethodsByName(Assembler.class);
    private static final int ROOM_FOR_TRAMPOLINES = 64;

    @Override
    public String name() {
        return "jnr-x86asm";
    }

    @Override
    public String version() {
        return "1.0.2";
    }

    @Override
    public Set<Isa> isas() {
        return Set.of(Isa.X86_64, Isa.X86_32);
    }

    @Override
    public boolean has(Isa isa, Form form) {
        X86Encoding encoding = ((X86Form) form).opcode();
        return METHODS.has(method(form)) && !encoding.isVector() && encoding.space() != X86Encoding.Space.REX2;
    }

    /// Words of Java end in an underscore.
    private static String method(Form form) {
        String escaped = form.mnemonic() + "_";
        return METHODS.has(escaped) ? escaped : form.mnemonic();
    }

    @Override
    public Policy policy() {
        return KnownDivergences.of(this);
    }

    @Override
    public Encoded encode(Isa isa, Instruction instruction, String text) {
        try {
            byte[] bytes = encode(isa, (X86Instruction) instruction);
            return bytes.length == 0 ? new Encoded.Refused("it emits nothing") : new Encoded.Bytes(bytes);
        } catch (Unmapped e) {
            return new Encoded.Unknown(String.valueOf(e.getMessage()));
        }
    }

    private static byte[] encode(Isa isa, X86Instruction instruction) throws Unmapped {
        Assembler assembler = new Assembler(isa == Isa.X86_64 ? CPU.X86_64 : CPU.X86_32);
        if (instruction.operands().size() == 1
                && instruction.operands().getFirst() instanceof Relative(long distance)) {
            branch(assembler, isa, instruction, distance);
        } else {
            call(assembler, isa, instruction);
        }
        byte[] bytes = new byte[assembler.offset()];
        ByteBuffer code =
                ByteBuffer.allocate(assembler.codeSize() + ROOM_FOR_TRAMPOLINES).order(ByteOrder.LITTLE_ENDIAN);
        assembler.relocCode(code, AddressMap.CODE);
        code.get(0, bytes);
        return bytes;
    }

    /// It has labels and no way to bind one: only what takes an address can be called.
    private static void branch(Assembler assembler, Isa isa, X86Instruction instruction, long distance)
            throws Unmapped {
        long target = AddressMap.CODE + Encoding.of(MachineLanguages.of(isa), instruction).length + distance;
        if (!METHODS.call(assembler, instruction.form().mnemonic(), target)) {
            throw new Unmapped("no label can be bound, and no method takes an address");
        }
    }

    private static void call(Assembler assembler, Isa isa, X86Instruction instruction) throws Unmapped {
        String name = method(instruction.form());
        switch (instruction.prefix()) {
            case X86Prefix.NONE -> {}
            case X86Prefix.LOCK -> assembler.lock();
            default -> throw new Unmapped("it has no REP");
        }
        if (name.equals("ret") && instruction.operands().equals(List.of(new Imm(0)))) {
            throw new Unmapped("ret(0) stands for RET alone");
        }
        if (isAbsoluteMove(assembler, instruction, isa)) {
            return;
        }
        List<Object> all = new ArrayList<>();
        List<Object> free = new ArrayList<>();
        for (int i = 0; i < instruction.operands().size(); i++) {
            OperandSpec spec = instruction.form().operands().get(i);
            Object operand = JnrOperands.of(spec, instruction.operands().get(i), isa == Isa.X86_64);
            all.add(operand);
            if (!spec.isFixed()) {
                free.add(operand);
            }
        }
        if (!METHODS.call(assembler, name, all.toArray()) && !METHODS.call(assembler, name, free.toArray())) {
            throw new Unmapped("no method of that name takes these operands");
        }
    }

    /// A move between the accumulator and an address that stands in the instruction, for which there is a method
    /// of another name.
    private static boolean isAbsoluteMove(Assembler assembler, X86Instruction instruction, Isa isa) throws Unmapped {
        List<OperandSpec> specs = instruction.form().operands();
        for (int i = 0; i < specs.size(); i++) {
            if (specs.get(i).kind() == OperandSpec.Kind.MOFFS) {
                Mem memory = (Mem) instruction.operands().get(i);
                if (memory.segment() != null
                        || memory.addressSize() != 0 && memory.addressSize() != (isa == Isa.X86_64 ? 64 : 32)) {
                    throw new Unmapped("no such address in the instruction");
                }
                Register accumulator = (Register) JnrOperands.register(
                        (X86Register) instruction.operands().get(1 - i));
                if (i == 0) {
                    assembler.mov_ptr(memory.displacement(), accumulator);
                } else {
                    assembler.mov_ptr(accumulator, memory.displacement());
                }
                return true;
            }
        }
        return false;
    }
}
