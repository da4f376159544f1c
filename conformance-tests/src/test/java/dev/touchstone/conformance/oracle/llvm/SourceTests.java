package dev.touchstone.conformance.oracle.llvm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.touchstone.encoder.Decoded;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.isa.Isa;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whole sources with directives, numeric local labels, literals and padding: LLVM's bytes for the same text.
class SourceTests {
    private static final String DATA = """
            5:  .byte 1, 'x', '\\n', -1
                .balign 4, 0
            table:
                .long table - 5b, after - table, . - table
                .2byte 0x1234, -2
                .quad 0x123456789abcdef0
                .ascii "a;b", "\\101\\xff\\t\\"\\\\"
                .asciz "end"
                .fill 3, 2, 0xabcd
                .skip 7
                .space 3, 0x5a
                .p2align 3, 0
            after:
            """;
    private static final String X86 = """
            first:
                push %1$s
                jmp 1f
                .balign 16
            1:  dec ecx
                jne 1b
                je first
                jmp last
                call first
            2:  cmp eax, 5
                jg 2b
                jl 2f
                lea %1$s, [%1$s + 8]
                .fill 120, 1, 0x90
            2:  jmp 2b
                .p2align 5
            last:
                jne 1b
                ret
            """;
    private static final String ARM = """
                .align 2
            first:
                b 1f
                .balign 4
            1:  b last
                ldr r0, =0x12345678
                ldr r1, =0x3fc00
                ldr r2, =0xffffff00
                ldr r3, =0x12345678
                ldr r4, =0x87654321
                bne 1b
                beq first
                b last
                .ltorg
            last:
                b first
                ldr r5, =0x12345678
                ldr r6, =0x1234
                bx lr
            """;
    private static final String A64 = """
                .align 3
            first:
                b 1f
                .balign 16
            1:  bl last
                ldr x0, =0x123456789
                ldr w1, =0x12340000
                ldr x2, =0x123456789
                ldr w3, =0x12345678
                ldr x4, =0xffff000000000000
                cbz x0, 1b
                tbnz w1, #3, last
                b.ne first
                adr x5, first
                .ltorg
            last:
                b first
                ldr x6, =-1
                ret
            """;

    private static String source(Isa isa) {
        return switch (isa) {
            case X86_64 -> X86.formatted("rax");
            case X86_32 -> X86.formatted("eax");
            case A64 -> A64;
            case A32, T32 -> ARM;
        };
    }

    @ParameterizedTest
    @EnumSource(Isa.class)
    void codeIsThatOfLlvm(Isa isa) throws EngineMissingException {
        compare(isa, source(isa), isa == Isa.X86_64 || isa == Isa.X86_32);
    }

    @ParameterizedTest
    @EnumSource(Isa.class)
    void dataIsThatOfLlvm(Isa isa) throws EngineMissingException {
        compare(isa, DATA, false);
    }

    private static void compare(Isa isa, String source, boolean padded) throws EngineMissingException {
        LlvmTarget target = LlvmTarget.of(isa).getFirst();
        try (LlvmOracle llvm = (LlvmOracle) new LlvmProvider().open(isa);
                LlvmEmitter emitter = llvm.backend().emitter(target)) {
            LlvmEmitter.Emission emission = emitter.emit(target.preamble() + "\n" + source);
            assertEquals(List.of(), emission.complaints());
            byte[] theirs = new ElfObject(emission.object()).text();
            byte[] ours = TextAssembler.assemble(isa, source, 0).at(0);
            String both = "LLVM " + HexFormat.of().formatHex(theirs) + "\nours "
                    + HexFormat.of().formatHex(ours);
            if (padded && theirs.length == ours.length) {
                takePadding(isa, theirs, ours);
            }
            assertArrayEquals(theirs, ours, both);
        }
    }

    /// Puts their padding over ours: every assembler has its own choice of x86 no-ops.
    private static void takePadding(Isa isa, byte[] theirs, byte[] ours) {
        MachineLanguage language = MachineLanguages.of(isa);
        for (int at = 0; at < ours.length; ) {
            Decoded decoded = language.decode(ours, at);
            String text = language.format(decoded.instruction(), at);
            if (text.startsWith("nop") || text.startsWith("lea esi, [esi")) {
                System.arraycopy(theirs, at, ours, at, decoded.length());
            }
            at += decoded.length();
        }
    }
}
