package dev.touchstone.conformance.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.encoder.convention.CallingConvention;
import dev.touchstone.encoder.convention.MachineRegister;
import dev.touchstone.relocation.object.ObjectFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Functions of ours and of a C compiler call each other, with random signatures: each argument and result
/// arrives, and each register that a callee keeps is kept.
@Tag("toolchain")
@Order(Integer.MAX_VALUE - 6)
class ConventionLinkTests {
    private static final int CASES = Integer.getInteger("touchstone.conventions.count", 25);
    private static final long SEED = Long.getLong("touchstone.conventions.seed", 4);

    @TempDir
    private Path folder = Path.of("");

    enum Abi {
        SYSV_X86_64(CallingConvention.SYSV_X86_64, CTarget.X86_64, "", 100_000, X8664Calls::new),
        WIN64(CallingConvention.WIN64, CTarget.X86_64, "__attribute__((ms_abi))", 100_000, X8664Calls::new),
        CDECL_I386(CallingConvention.CDECL_I386, CTarget.I386, "", 100_000, X8632Calls::new),
        AAPCS64(CallingConvention.AAPCS64, CTarget.AARCH64, "", 20_000, A64Calls::new),
        AAPCS32_VFP(CallingConvention.AAPCS32_VFP, CTarget.ARM_A32, "", 3_000, AArch32Calls::a32),
        AAPCS32_VFP_T32(CallingConvention.AAPCS32_VFP, CTarget.ARM_T32, "", 3_000, AArch32Calls::t32),
        AAPCS32(
                CallingConvention.AAPCS32,
                CTarget.ARM_A32,
                "__attribute__((pcs(\"aapcs\")))",
                3_000,
                AArch32Calls::a32);

        final CallingConvention convention;
        final CTarget target;
        final String attribute;
        final int mostLocals;
        final Function<CallingConvention, ConventionCode> code;

        Abi(
                CallingConvention convention,
                CTarget target,
                String attribute,
                int mostLocals,
                Function<CallingConvention, ConventionCode> code) {
            this.convention = convention;
            this.target = target;
            this.attribute = attribute;
            this.mostLocals = mostLocals;
            this.code = code;
        }
    }

    @ParameterizedTest
    @EnumSource
    void cAndOursCallEachOther(Abi abi) throws IOException, InterruptedException {
        String out = run(abi, abi.convention);
        assertTrue(out.matches("\\d{3,} checks, 0 wrong\n"), out);
    }

    /// Our side by another convention: the same test must see it.
    @Test
    void aWrongConventionIsSeen() throws IOException, InterruptedException {
        String out = run(Abi.AAPCS64, CallingConvention.WINDOWS_ARM64);
        assertFalse(out.contains(" 0 wrong"), out);
        assertEquals(
                CallingConvention.AAPCS64.calleeSaved(), CallingConvention.WINDOWS_ARM64.calleeSaved(), "its premise");
    }

    /// What gcc saves of all registers, when a function says that it changes them all, is what our table says.
    @ParameterizedTest
    @EnumSource
    void gccKeepsTheSameRegisters(Abi abi) throws IOException, InterruptedException {
        abi.target.need();
        CallingConvention convention = abi.convention;
        List<String> floats = names(List.of(convention.calleeSavedFloats(), convention.floatArguments()));
        String clobbers = Stream.concat(general(abi.target), floats.stream())
                .map(name -> '"' + name + '"')
                .collect(Collectors.joining(", "));
        Path main = Files.writeString(
                folder.resolve("clobber.c"),
                "%s void f(void) { __asm__ volatile (\"\" ::: %s); }\n".formatted(abi.attribute, clobbers));
        Path out = folder.resolve("clobber.s");
        Toolchain.run(abi.target.compile(
                List.of("-O2", "-S", "-fno-pie", "-fomit-frame-pointer", "-fno-asynchronous-unwind-tables"),
                List.of(main),
                out));
        Set<String> saved = new TreeSet<>();
        Matcher register = Pattern.compile("\\b(?:(?<=%)[re](?:ax|bx|cx|dx|si|di|bp)|r\\d+|x\\d+|xmm\\d+|d\\d+)\\b")
                .matcher(Files.readAllLines(out).stream()
                        .filter(line -> line.startsWith("\t") && !line.startsWith("\t."))
                        .collect(Collectors.joining("\n"))
                        .replaceAll("\\bfp\\b", "r11"));
        while (register.find()) {
            saved.add(register.group());
        }
        Set<String> kept = new TreeSet<>();
        for (String name : names(List.of(convention.calleeSaved(), convention.calleeSavedFloats()))) {
            kept.add(name.replace('v', 'd'));
        }
        assertEquals(kept, saved);
    }

    /// All general registers but the stack pointer, and the link register, which gcc saves for its own sake.
    private static Stream<String> general(CTarget target) {
        return switch (target) {
            case X86_64 ->
                Stream.concat(
                        Stream.of("rax", "rbx", "rcx", "rdx", "rsi", "rdi", "rbp"),
                        IntStream.range(8, 16).mapToObj(i -> "r" + i));
            case I386 -> Stream.of("eax", "ebx", "ecx", "edx", "esi", "edi", "ebp");
            case AARCH64 -> IntStream.range(0, 29).filter(i -> i != 18).mapToObj(i -> "x" + i);
            case ARM_A32, ARM_T32 -> IntStream.range(0, 13).mapToObj(i -> "r" + i);
        };
    }

    private static List<String> names(List<List<MachineRegister>> lists) {
        return lists.stream()
                .flatMap(List::stream)
                .map(MachineRegister::name)
                .distinct()
                .toList();
    }

    private String run(Abi abi, CallingConvention ours) throws IOException, InterruptedException {
        abi.target.need();
        Random random = new Random(SEED);
        List<ConventionCase> cases = IntStream.range(0, CASES)
                .mapToObj(i -> ConventionCase.random(i, random, abi.mostLocals))
                .toList();
        Path object = Files.write(
                folder.resolve("ours.o"),
                ObjectFormat.ELF.write(abi.code.apply(ours).write(cases).toObject()));
        Path main = Files.writeString(
                folder.resolve("main.c"), ConventionProgram.write(abi.convention, abi.attribute, cases));
        Path program = folder.resolve("program");
        List<String> flags = List.of("-O1", "-w", "-no-pie", "-fno-pie", "-static");
        try {
            Toolchain.run(abi.target.compile(flags, List.of(main, object), program));
            return Toolchain.run(abi.target.run(program));
        } catch (AssertionError e) {
            abi.target.needPrograms(flags, folder);
            throw e;
        }
    }
}
