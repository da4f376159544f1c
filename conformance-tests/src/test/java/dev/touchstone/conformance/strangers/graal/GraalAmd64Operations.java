package dev.touchstone.conformance.strangers.graal;

import dev.touchstone.conformance.strangers.MethodsByName;
import dev.touchstone.isa.x86.OperandSpec;
import dev.touchstone.isa.x86.X86Form;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Constants of AMD64Assembler's operation classes, by name.
final class GraalAmd64Operations {
    private static final Class<?> SIZE = Graal.type(Graal.ASM + "amd64.AMD64BaseAssembler$OperandSize");
    private static final Class<?> VECTOR_SIZE = Graal.type(Graal.ASM + "amd64.AVXKind$AVXSize");
    /// Those whose operands stand in an order of their own, or that take more than operands.
    private static final Set<String> OTHERS = Set.of("VexGatherOp", "EvexGatherOp");

    private static final Set<String> ARITHMETIC = Set.of("add", "or", "adc", "sbb", "and", "sub", "xor", "cmp");

    private final Class<?> assembler;
    private final Map<String, List<Object>> vector = new HashMap<>();
    private final Map<Class<?>, MethodsByName> methods = new HashMap<>();

    GraalAmd64Operations(Class<?> assembler) {
        this.assembler = assembler;
        for (Class<?> type : assembler.getClasses()) {
            if ((type.getSimpleName().startsWith("Vex") || type.getSimpleName().startsWith("Evex"))
                    && !OTHERS.contains(type.getSimpleName())) {
                Arrays.stream(type.getDeclaredFields())
                        .filter(field -> Modifier.isStatic(field.getModifiers())
                                && Modifier.isPublic(field.getModifiers())
                                && new MethodsByName(field.getType()).has("emit"))
                        .forEach(this::add);
            }
        }
    }

    private void add(Field field) {
        Object operation = Graal.constant(field.getDeclaringClass(), field.getName());
        vector.computeIfAbsent(field.getName(), name -> new ArrayList<>()).add(operation);
        methods.computeIfAbsent(operation.getClass(), MethodsByName::new);
    }

    /// Conversions between vectors and 64-bit registers have other constants, and VMOVD and VMOVQ one for both ways.
    boolean has(X86Form form, String prefix) {
        boolean wide = form.operands().stream()
                .anyMatch(spec -> spec.text().startsWith("r64") || spec.text().startsWith("r/m64"));
        return !(wide && form.mnemonic().startsWith("vcvt"))
                && !form.mnemonic().equals("vmovd")
                && !form.mnemonic().equals("vmovq")
                && has(form.mnemonic(), prefix);
    }

    private boolean has(String mnemonic, String prefix) {
        return vector.containsKey(prefix + mnemonic.toUpperCase(Locale.ROOT));
    }

    /// @param decoration mask, z and b; none if there are none
    boolean emitVector(Object target, X86Form form, List<Object> operands, List<Object> decoration) {
        String prefix = form.opcode().space().name().equals("EVEX") ? "E" : "";
        Object size = Graal.constant(VECTOR_SIZE, vectorSize(form));
        List<Object> arguments = new ArrayList<>(List.of(target, size));
        arguments.addAll(operands);
        if (!decoration.isEmpty()) {
            boolean immediate = arguments.getLast() instanceof Integer;
            arguments.add(immediate ? arguments.size() - 1 : arguments.size(), decoration.getFirst());
            arguments.addAll(decoration.subList(1, decoration.size()));
        }
        for (Object operation : vector.getOrDefault(prefix + form.mnemonic().toUpperCase(Locale.ROOT), List.of())) {
            if (methods.get(operation.getClass()).call(operation, "emit", arguments.toArray())) {
                return true;
            }
        }
        return false;
    }

    private static String vectorSize(X86Form form) {
        boolean vector = form.operands().stream()
                        .anyMatch(spec ->
                                spec.register() != null && spec.register().bits() >= 128)
                || form.operands().stream().anyMatch(spec -> spec.text().startsWith("k"));
        if (!vector) {
            return GraalAmd64Names.bits(form.operands().getFirst()) == 64 ? "QWORD" : "DWORD";
        }
        return switch (form.opcode().vectorBits()) {
            case 512 -> "ZMM";
            case 256 -> "YMM";
            default -> "XMM";
        };
    }

    boolean isArithmetic(X86Form form) {
        return ARITHMETIC.contains(form.mnemonic()) && form.operands().size() == 2;
    }

    /// ADD to CMP, by the way in which the form holds its operands.
    boolean emitArithmetic(Object target, X86Form form, List<Object> operands) {
        if (!isArithmetic(form)) {
            return false;
        }
        OperandSpec last = form.operands().getLast();
        Class<?> type = Graal.type(assembler.getName() + "$AMD64BinaryArithmetic");
        Object arithmetic = Graal.constant(type, form.mnemonic().toUpperCase(Locale.ROOT));
        MethodsByName choices = new MethodsByName(type);
        Object size =
                Graal.constant(SIZE, size(GraalAmd64Names.bits(form.operands().getFirst())));
        boolean immediate = last.immediate() != null;
        boolean toMemory = form.operands().getFirst().takesMemory();
        Object operation = immediate
                ? choices.result(
                        arithmetic,
                        "getMIOpcode",
                        size,
                        last.immediate().bits() == 8
                                && GraalAmd64Names.bits(form.operands().getFirst()) != 8)
                : choices.result(arithmetic, toMemory ? "getMROpcode" : "getRMOpcode", size);
        return new MethodsByName(operation.getClass())
                .call(operation, "emit", target, size, operands.get(0), operands.get(1));
    }

    private static String size(int bits) {
        return switch (bits) {
            case 8 -> "BYTE";
            case 16 -> "WORD";
            case 32 -> "DWORD";
            default -> "QWORD";
        };
    }

    /// The condition of CMOVcc and SETcc, by its code; null for others.
    @Nullable
    Object condition(X86Form form) {
        if (!form.mnemonic().startsWith("cmov") && !form.mnemonic().startsWith("set")) {
            return null;
        }
        Class<?> type = Graal.type(assembler.getName() + "$ConditionFlag");
        MethodsByName flag = new MethodsByName(type);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant ->
                        flag.result(constant, "getValue").equals(form.opcode().opcodeByte() & 15))
                .findFirst()
                .orElse(null);
    }
}
