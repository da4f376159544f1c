package dev.touchstone.conformance.sampling.x86;

import dev.touchstone.isa.x86.OperandSpec;
import dev.touchstone.isa.x86.OperandSpec.Immediate;
import dev.touchstone.isa.x86.OperandSpec.Kind;
import dev.touchstone.isa.x86.OperandSpec.Memory;
import dev.touchstone.isa.x86.RegisterClass;
import dev.touchstone.isa.x86.X86Form;
import dev.touchstone.isa.x86.X86Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// Statements of a form's mnemonic that have no encoding. Each comes from a plain one with one operand spoilt.
final class IllegalStatements {
    private final X86Form form;
    private final int mode;
    private final RandomGenerator random;

    IllegalStatements(X86Form form, int mode, RandomGenerator random) {
        this.form = form;
        this.mode = mode;
        this.random = random;
    }

    /// @param count how many at the most
    List<String> some(int count) {
        List<String> all = all();
        while (all.size() > count) {
            all.remove(random.nextInt(all.size()));
        }
        return all;
    }

    private List<String> all() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < form.operands().size(); i++) {
            for (String wrong : wrong(i, form.operands().get(i))) {
                all.add(statement(i, wrong));
            }
        }
        if (!form.operands().isEmpty() && !anyRow("lockable")) {
            all.add("lock " + statement(-1, ""));
        }
        return all;
    }

    private boolean anyRow(String attribute) {
        return X86Tables.forms(form.mnemonic()).stream().anyMatch(row -> row.has(attribute));
    }

    private String statement(int spoilt, String wrong) {
        List<String> operands = new ArrayList<>();
        for (int i = 0; i < form.operands().size(); i++) {
            operands.add(i == spoilt ? wrong : plain(form.operands().get(i)));
        }
        return form.mnemonic() + " " + String.join(", ", operands);
    }

    private String plain(OperandSpec spec) {
        if (spec.kind() == Kind.FIXED_IMMEDIATE) {
            return Integer.toString(spec.fixed());
        }
        if (spec.immediate() != null) {
            return spec.kind() == Kind.FAR_POINTER ? "0x33:0x1234" : "0x5";
        }
        if (spec.memory().isImplied()) {
            return memory(spec, impliedAddress(spec));
        }
        RegisterClass register = spec.register();
        if (register != null) {
            return RegisterValues.register(
                            register, spec.isFixed() ? spec.fixed() : register == RegisterClass.SEGMENT ? 3 : 1)
                    .toString();
        }
        return memory(spec, spec.memory() == Memory.VSIB ? address() + " + " + vector(spec) : address());
    }

    private String impliedAddress(OperandSpec spec) {
        return RegisterValues.register(mode == 64 ? RegisterClass.GPR64 : RegisterClass.GPR32, spec.fixed())
                .toString();
    }

    private String address() {
        return mode == 64 ? "rdx" : "edx";
    }

    private static String vector(OperandSpec spec) {
        return String.valueOf(spec.vsib()).toLowerCase(Locale.ROOT) + "3";
    }

    private static String memory(OperandSpec spec, String address) {
        String size = switch (spec.memory() == Memory.PLAIN || spec.memory().isImplied() ? spec.memoryBits() : 0) {
            case 8 -> "byte ptr ";
            case 16 -> "word ptr ";
            case 32 -> "dword ptr ";
            case 64 -> "qword ptr ";
            case 80 -> "tbyte ptr ";
            case 128 -> "xmmword ptr ";
            case 256 -> "ymmword ptr ";
            case 512 -> "zmmword ptr ";
            default -> "";
        };
        return size + "[" + address + "]";
    }

    private List<String> wrong(int index, OperandSpec spec) {
        List<String> wrong = new ArrayList<>();
        Immediate immediate = spec.immediate();
        if (spec.kind() == Kind.IMMEDIATE && immediate != null) {
            int widest = widest(index);
            if (widest < 64) {
                wrong.add("0x" + Long.toHexString(1L << widest));
                wrong.add("-0x" + Long.toHexString((1L << widest - 1) + 1));
            }
        }
        if (spec.kind() == Kind.RELATIVE) {
            wrong.add(mode == 64 ? "0x123456789a" : "xmm1");
        }
        if (spec.takesMemory() && spec.memory() != Memory.VSIB) {
            String wide = mode == 64 ? "r" : "e";
            wrong.add(memory(spec, wide + "dx + 2*" + wide + "sp"));
            wrong.add(memory(spec, wide + "dx + 3*" + wide + "cx"));
            wrong.add(memory(spec, mode == 64 ? "rdx + ecx" : "rdx"));
            if (mode == 64) {
                wrong.add(memory(spec, "rdx + 0x80000000"));
                wrong.add(memory(spec, "bx + si"));
            }
        }
        if (spec.mask()) {
            wrong.add(plain(spec) + " {k0}");
        }
        RegisterClass register = spec.register();
        if (register != null && register.isVector()) {
            wrong.add("st(3)");
            wrong.add(mode == 64 ? "xmm32" : "xmm8");
        }
        if (register == RegisterClass.GPR32 && mode == 32) {
            wrong.add("r8d");
        }
        return wrong;
    }

    /// Bits of the widest number that any row of the mnemonic takes at that place.
    private int widest(int index) {
        int widest = 0;
        for (X86Form row : X86Tables.forms(form.mnemonic())) {
            if (row.operands().size() == form.operands().size()) {
                OperandSpec spec = row.operands().get(index);
                Immediate immediate = spec.immediate();
                if (spec.kind() == Kind.IMMEDIATE && immediate != null) {
                    widest = Math.max(
                            widest,
                            Math.max(immediate.bits(), immediate.extended() == 0 ? mode : immediate.extended()));
                }
            }
        }
        return widest;
    }
}
