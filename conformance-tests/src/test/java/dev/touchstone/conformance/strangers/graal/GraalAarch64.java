package dev.touchstone.conformance.strangers.graal;

import static dev.touchstone.conformance.strangers.graal.GraalAarch64Operands.isGeneral;
import static dev.touchstone.conformance.strangers.graal.GraalAarch64Operands.isRegister;
import static dev.touchstone.conformance.strangers.graal.GraalAarch64Operands.size;

import dev.touchstone.conformance.policy.Policy;
import dev.touchstone.conformance.strangers.KnownDivergences;
import dev.touchstone.conformance.strangers.MethodsByName;
import dev.touchstone.conformance.strangers.Unmapped;
import dev.touchstone.conformance.subject.Encoded;
import dev.touchstone.conformance.subject.Subject;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Graal's AArch64Assembler with its macro assembler, and AArch64ASIMDAssembler: methods with the manual's mnemonics,
/// which take sizes in bits, registers, numbers and addresses.
public final class GraalAarch64 implements Subject {
    private static final Class<?> BASE = Graal.type(Graal.ASM + "aarch64.AArch64Assembler");
    /// One that is not abstract; what it needs of HotSpot is not called.
    private static final Class<?> ASSEMBLER =
            Graal.type("jdk.graal.compiler.hotspot.aarch64.AArch64HotSpotMacroAssembler");
    private static final Class<?> VECTORS = Graal.type(Graal.ASM + "aarch64.AArch64ASIMDMacroAssembler");
    private static final MethodsByName METHODS =
            MethodsByName.asDeclared(BASE, Graal.type(Graal.ASM + "aarch64.AArch64MacroAssembler"));
    private static final MethodsByName MACROS = new MethodsByName(ASSEMBLER);
    private static final Object TARGET = Graal.target("jdk.vm.ci.aarch64.AArch64", feature -> true);
    private static final Pattern FEATURES =
            Pattern.compile("A64|FEAT_(FP|AdvSIMD|LSE|AES|PMULL|SHA1|SHA256|SHA3|SHA512|PAuth)");
    /// Macros that choose an instruction for themselves.
    private static final Set<String> CHOOSING = Set.of("mov", "align");

    @Override
    public String name() {
        return "graal-aarch64";
    }

    @Override
    public String version() {
        return Graal.VERSION;
    }

    @Override
    public Set<Isa> isas() {
        return Set.of(Isa.A64);
    }

    @Override
    public Policy policy() {
        return KnownDivergences.of(this);
    }

    @Override
    public boolean has(Isa isa, Form form) {
        return FEATURES.matcher(form.feature()).matches();
    }

    @Override
    public Encoded encode(Isa isa, Instruction instruction, String text) {
        try {
            Object assembler = Graal.make(ASSEMBLER, TARGET, null, null);
            emit(assembler, GraalAarch64Text.of(text));
            return new Encoded.Bytes((byte[]) MACROS.result(assembler, "close", true));
        } catch (Unmapped e) {
            return new Encoded.Unknown(String.valueOf(e.getMessage()));
        } catch (Error e) { // GraalError is one
            return new Encoded.Refused(String.valueOf(e.getMessage()));
        }
    }

    private static void emit(Object assembler, GraalAarch64Text text) throws Unmapped {
        boolean scalars = text.operands().stream().noneMatch(operand -> isVector(text.mnemonic(), operand));
        if (scalars && text.mnemonic().matches("ld.*|st.*|cas.*|swp.*|prf.*")) {
            GraalAarch64Memory.Call call = GraalAarch64Memory.of(text);
            if (METHODS.call(assembler, call.method(), call.arguments().toArray())) {
                return;
            }
            throw new Unmapped("no method takes these operands");
        }
        if (scalars && !CHOOSING.contains(text.mnemonic()) && scalar(assembler, text)) {
            return;
        }
        Object vectors = Graal.make(VECTORS, assembler);
        if (!GraalAarch64Vectors.emit(vectors, text)) {
            throw new Unmapped("no method takes these operands");
        }
    }

    /// Whether it is an operand of the vectors' assembler: scalars are, but for floating-point arithmetic and loads.
    private static boolean isVector(String mnemonic, String operand) {
        return operand.matches("v[0-9].*|\\{.*")
                || operand.matches("[bhsdq][0-9]+") && !mnemonic.matches("f.*|[su]cvtf|ld.*|st.*");
    }

    private static boolean scalar(Object assembler, GraalAarch64Text text) throws Unmapped {
        List<Object> operands = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        for (String operand : text.operands()) {
            operands.addAll(GraalAarch64Operands.of(operand));
            if (isRegister(operand)) {
                sizes.add(size(operand));
            }
        }
        if (text.mnemonic().matches("fcvt.+|[su]cvtf")
                && text.operands().stream().noneMatch(o -> isGeneral(o))) {
            return false; // between scalars of one size
        }
        String name = text.mnemonic();
        if (name.equals("fmov") && operands.stream().allMatch(GraalAarch64Operands::isRegister)) {
            name += (isGeneral(text.operands().getLast()) ? "Cpu" : "Fpu")
                    + "2"
                    + (isGeneral(text.operands().getFirst()) ? "Cpu" : "Fpu");
        }
        if (name.startsWith("fcmp") && operands.getLast() instanceof Double) {
            name += "Zero";
            operands.removeLast();
        }
        if (name.startsWith("b.")) {
            operands.addAll(0, GraalAarch64Operands.of(name.substring(2)));
            name = "b";
        }
        boolean macro = !METHODS.has(name);
        boolean shortened = macro && operands.size() > 2 && operands.getLast().equals(0);
        if (shortened || operands.contains(0.0)) {
            throw new Unmapped("a macro chooses another instruction for 0");
        }
        MethodsByName methods = macro ? MACROS : METHODS;
        String method = name;
        return tries(text, operands, sizes).stream()
                .anyMatch(arguments -> methods.call(assembler, method, arguments.toArray()));
    }

    /// Ways in which methods take operands: with the size of the first, with two sizes, with a shift of 0, with the
    /// immediate as `long` or shifted.
    private static List<List<Object>> tries(GraalAarch64Text text, List<Object> operands, List<Integer> sizes)
            throws Unmapped {
        if (sizes.isEmpty()) {
            return List.of(operands);
        }
        List<Object> sized = with(List.of(sizes.getFirst()), operands);
        boolean registers = operands.stream().allMatch(GraalAarch64Operands::isRegister);
        boolean stack = text.operands().stream().anyMatch(operand -> operand.endsWith("sp"));
        int shift = sized.indexOf(GraalAarch64Operands.LSL);
        if (stack && (registers || shift > 0)) { // 31 is sp to extended registers only
            Object extension = GraalAarch64Operands.extension(sizes.getFirst() == 64 ? "uxtx" : "uxtw");
            return List.of(
                    registers
                            ? with(sized, List.of(extension, 0))
                            : with(
                                    with(sized.subList(0, shift), List.of(extension)),
                                    sized.subList(shift + 1, sized.size())));
        }
        List<List<Object>> tries = new ArrayList<>();
        if (sizes.size() == 2 && registers && !sizes.get(0).equals(sizes.get(1))
                || text.mnemonic().contains("cvt")) {
            tries.add(with(sizes, operands));
        }
        tries.add(sized);
        tries.add(operands);
        if (registers) {
            tries.add(with(sized, List.of(GraalAarch64Operands.LSL, 0)));
        }
        if (operands.getLast() instanceof Integer number) {
            if (shift > 0 && sized.get(shift - 1) instanceof Integer value) {
                if (value == 0) {
                    throw new Unmapped("0 is not shifted");
                }
                tries.add(with(sized.subList(0, shift - 1), List.of(value << number)));
            }
            tries.add(with(sized.subList(0, sized.size() - 1), List.of((long) number)));
            tries.add(with(sized, List.of(0)));
        }
        return tries;
    }

    private static List<Object> with(List<?> first, List<?> rest) {
        List<Object> all = new ArrayList<>(first);
        all.addAll(rest);
        return all;
    }
}
