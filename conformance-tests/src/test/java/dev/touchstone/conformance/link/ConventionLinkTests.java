package dev.touchstone.conformance.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.encoder.convention.CallingConvention;
import dev.touchstone.relocation.object.ObjectFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Functions of ours and of a C compiler call each other, with random signatures: each argument and result
/// arrives, and each register that a callee keeps is kept.
@Tag("toolchain")
class ConventionLinkTests {
    private static final int CASES = Integer.getInteger("touchstone.conventions.count", 40);
    private static final long SEED = Long.getLong("touchstone.conventions.seed", 4);

    @TempDir
    private Path folder = Path.of("");

    enum Abi {
        SYSV_X86_64(CallingConvention.SYSV_X86_64, CTarget.X86_64, "", 100_000, X8664Calls::new),
        WIN64(CallingConvention.WIN64, CTarget.X86_64, "__attribute__((ms_abi))", 100_000, X8664Calls::new),
        CDECL_I386(CallingConvention.CDECL_I386, CTarget.I386, "", 100_000, X8632Calls::new),
        AAPCS64(CallingConvention.AAPCS64, CTarget.AARCH64, "", 20_000, A64Calls::new),
        AAPCS32_VFP(CallingConvention.AAPCS32_VFP, CTarget.ARM_A32, "", 3_000, A32Calls::new),
        AAPCS32(CallingConvention.AAPCS32, CTarget.ARM_A32, "__attribute__((pcs(\"aapcs\")))", 3_000, A32Calls::new);

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
        assertTrue(out.matches("\\d{4,} checks, 0 wrong\n"), out);
    }

    /// Our side by another convention: the same test must see it.
    @Test
    void aWrongConventionIsSeen() throws IOException, InterruptedException {
        String out = run(Abi.AAPCS64, CallingConvention.WINDOWS_ARM64);
        assertFalse(out.contains(" 0 wrong"), out);
        assertEquals(
                CallingConvention.AAPCS64.calleeSaved(), CallingConvention.WINDOWS_ARM64.calleeSaved(), "its premise");
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
