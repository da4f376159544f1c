package dev.touchstone.conformance.strangers.graal;

import static dev.touchstone.conformance.strangers.graal.GraalAarch64Operands.isGeneral;
import static dev.touchstone.conformance.strangers.graal.GraalAarch64Operands.isRegister;
import static dev.touchstone.conformance.strangers.graal.GraalAarch64Operands.register;
import static dev.touchstone.conformance.strangers.graal.GraalAarch64Operands.value;

import dev.touchstone.conformance.strangers.MethodsByName;
import dev.touchstone.conformance.strangers.Unmapped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Calls of AArch64ASIMDAssembler. A method's name ends in what its operands are (`V` vector, `S` scalar, `X` element,
/// `G` general register, `I` immediate); the vector's and the elements' sizes stand first.
final class GraalAarch64Vectors {
    private static final Class<?> ASSEMBLER = Graal.type(Graal.ASM + "aarch64.AArch64ASIMDAssembler");
    private static final MethodsByName METHODS = new MethodsByName(ASSEMBLER);
    private static final Class<?> SIZE = Graal.type(ASSEMBLER.getName() + "$ASIMDSize");
    private static final Class<?> ELEMENT = Graal.type(ASSEMBLER.getName() + "$ElementSize");
    private static final Class<?> INSTRUCTION = Graal.type(ASSEMBLER.getName() + "$ASIMDInstruction");
    private static final Class<?> ADDRESS = Graal.type(Graal.ASM + "aarch64.AArch64Address");
    private static final Pattern VECTOR = Pattern.compile("v[0-9]+\\.(1|2|4|8|16)([bhsdq])");
    private static final Pattern ELEMENT_OF = Pattern.compile("(v[0-9]+)\\.([bhsd])\\[(0x[0-9a-f]+|[0-9]+)]");
    private static final Pattern SCALAR = Pattern.compile("([bhsdq])[0-9]+");
    /// Those to which the size of the elements is that of the source, though it is the wider.
    private static final Set<String> WIDER = Set.of("fcvtn");

    private final StringBuilder letters = new StringBuilder();
    private final List<Object> arguments = new ArrayList<>();
    private final List<Integer> elements = new ArrayList<>();
    private int bits;

    private GraalAarch64Vectors() {}

    /// Emits a statement with vector or scalar registers.
    ///
    /// @return whether there is a method for it
    static boolean emit(Object assembler, GraalAarch64Text text) throws Unmapped {
        GraalAarch64Vectors call = new GraalAarch64Vectors();
        for (int i = 0; i < text.operands().size() && i != text.address(); i++) {
            call.add(text, text.operands().get(i));
        }
        if (call.elements.isEmpty()) {
            return false;
        }
        String name = text.mnemonic();
        if (text.address() >= 0) {
            String method = name + (name.endsWith("r") ? "" : "Multiple") + call.letters;
            if (!METHODS.has(method)) {
                return false;
            }
            call.arguments.add(call.address(text, method));
            return call.tries(assembler, method);
        }
        String letters = call.letters.toString();
        return call.tries(assembler, name + letters)
                || call.tries(assembler, name + letters.replace("I", "")) // EXT and SHRN
                || call.tries(assembler, name);
    }

    private boolean tries(Object assembler, String method) {
        if (call(assembler, method, List.of())) {
            return true;
        }
        Object size = Graal.constant(SIZE, bits == 64 ? "HalfReg" : "FullReg");
        int narrow = elements.stream().mapToInt(e -> e).min().orElse(0);
        int wide = elements.stream().mapToInt(e -> e).max().orElse(0);
        if (wide > 64) {
            return false;
        }
        Object element = element(WIDER.stream().anyMatch(method::startsWith) ? wide : narrow);
        return call(assembler, method, List.of(size, element))
                || call(assembler, method, List.of(element))
                || call(assembler, method, List.of(size))
                || call(assembler, method, List.of(element(wide), element(narrow)));
    }

    private boolean call(Object assembler, String method, List<Object> sizes) {
        List<Object> all = new ArrayList<>(sizes);
        all.addAll(arguments);
        return METHODS.call(assembler, method, all.toArray());
    }

    private static Object element(int bits) {
        return Graal.made(ELEMENT, "fromSize", bits);
    }

    private void add(GraalAarch64Text text, String operand) throws Unmapped {
        Matcher element = ELEMENT_OF.matcher(operand);
        Matcher vector = VECTOR.matcher(operand);
        Matcher scalar = SCALAR.matcher(operand);
        if (operand.startsWith("{")) {
            if (!operand.endsWith("}")) {
                throw new Unmapped("no single structures");
            }
            String[] registers =
                    operand.substring(1, operand.length() - 1).strip().split(" *, *");
            boolean table = text.mnemonic().startsWith("tb");
            if (table && registers.length > 2) {
                throw new Unmapped("no tables of more than two registers");
            }
            for (String register : registers) {
                add(text, register);
            }
        } else if (vector.matches()) {
            letters.append('V');
            arguments.add(register(operand));
            elements.add(bits(vector.group(2)));
            if (bits == 0 || letters.length() == 1) {
                bits = Integer.parseInt(vector.group(1)) * elements.getLast();
            }
        } else if (element.matches()) {
            letters.append('X');
            arguments.add(register(element.group(1)));
            arguments.add(Integer.decode(element.group(3)));
            elements.add(bits(element.group(2)));
        } else if (scalar.matches()) {
            letters.append('S');
            arguments.add(register(operand));
            elements.add(bits(scalar.group(1)));
        } else if (isRegister(operand) && isGeneral(operand)) {
            letters.append('G');
            arguments.add(register(operand));
            if (text.mnemonic().equals("smov")) {
                elements.add(GraalAarch64Operands.size(operand));
            }
        } else if (isZero(text, operand)) {
            letters.insert(0, "Zero");
        } else {
            letters.append('I');
            immediate(text, operand);
        }
    }

    private static int bits(String letter) {
        return GraalAarch64Operands.size(letter);
    }

    private static boolean isZero(GraalAarch64Text text, String operand) {
        return text.mnemonic().contains("cm") && (operand.equals("#0") || operand.equals("#0.0"));
    }

    /// A shift's amount is an `int`, what is moved into a vector its bits in 64, element by element.
    private void immediate(GraalAarch64Text text, String operand) throws Unmapped {
        if (!Set.of("movi", "mvni", "orr", "bic", "fmov").contains(text.mnemonic())) {
            arguments.add((int) value(operand));
            return;
        }
        if (operand.equals("#0x0")) {
            throw new Unmapped("0 has many forms, of which it chooses one");
        }
        if (operand.matches("[lm]sl .*")) {
            int shift = (int) value(operand.substring(4));
            long value = (long) arguments.removeLast() << shift;
            letters.setLength(letters.length() - 1);
            arguments.add(everywhere(operand.startsWith("m") ? value | (1L << shift) - 1 : value));
        } else {
            arguments.add(everywhere(
                    operand.contains(".")
                            ? floating(Double.parseDouble(operand.substring(1)), elements.getLast())
                            : value(operand)));
        }
    }

    /// A value in each element of 64 bits; shifted ones stood there before, in the lowest.
    private long everywhere(long value) {
        int width = elements.getLast();
        long mask = width == 64 ? -1 : (1L << width) - 1;
        long all = 0;
        for (int at = 0; at < 64; at += width) {
            all |= (value & mask) << at;
        }
        return all;
    }

    private static long floating(double value, int bits) throws Unmapped {
        return switch (bits) {
            case 32 -> Float.floatToRawIntBits((float) value);
            case 64 -> Double.doubleToRawLongBits(value);
            default -> throw new Unmapped("no immediates of half precision");
        };
    }

    private Object address(GraalAarch64Text text, String method) throws Unmapped {
        String inner = text.operands().get(text.address());
        Object base = register(inner.substring(1, inner.length() - 1).strip());
        if (text.operands().size() == text.address() + 1) {
            return Graal.made(ADDRESS, "createStructureNoOffsetAddress", base);
        }
        String behind = text.operands().getLast();
        if (isRegister(behind)) {
            return Graal.made(ADDRESS, "createStructureRegisterPostIndexAddress", base, register(behind));
        }
        String constant = method.replaceAll("V+$", "").replace("Multiple", "_MULTIPLE_" + arguments.size() + "R");
        return Graal.made(
                ADDRESS,
                "createStructureImmediatePostIndexAddress",
                Graal.constant(INSTRUCTION, constant.toUpperCase(Locale.ROOT)),
                Graal.constant(SIZE, bits == 64 ? "HalfReg" : "FullReg"),
                element(elements.getFirst()),
                base,
                (int) value(behind));
    }
}
