package dev.touchstone.encoder.convention;

import static dev.touchstone.encoder.convention.CallingConvention.*;
import static dev.touchstone.encoder.convention.ValueKind.*;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_CHAR;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.isa.Isa;
import dev.touchstone.isa.table.TableException;
import dev.touchstone.isa.table.TableReader;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Places as the ABIs' own documents have them; those of gcc's targets are held against gcc among the link
/// tests.
class CallingConventionTests {
    private static String places(CallingConvention convention, Signature signature) {
        Passing passing = convention.assign(signature);
        return passing.arguments().stream().map(Place::toString).collect(Collectors.joining(" "))
                + passing.result().map(r -> " -> " + r).orElse("")
                + (passing.stackBytes() > 0 ? ", " + passing.stackBytes() : "");
    }

    private static Signature mixed() {
        return Signature.of(INT64, INT32, DOUBLE, POINTER, FLOAT, INT8, INT64, INT16, DOUBLE);
    }

    @Test
    void eachConventionHasItsOwnPlaces() {
        assertEquals("rdi xmm0 rsi xmm1 rdx rcx r8 xmm2 -> rax", places(SYSV_X86_64, mixed()));
        assertEquals("rcx xmm1 r8 xmm3 [sp+32] [sp+40] [sp+48] [sp+56] -> rax, 64", places(WIN64, mixed()));
        assertEquals(
                "[sp+0] [sp+4] [sp+12] [sp+16] [sp+20] [sp+24] [sp+32] [sp+36] -> eax:edx, 48",
                places(CDECL_I386, mixed()));
        assertEquals("x0 v0 x1 v1 x2 x3 x4 v2 -> x0", places(AAPCS64, mixed()));
        assertEquals("r0 r2:r3 [sp+0] [sp+4] [sp+8] [sp+16] [sp+24] [sp+32] -> r0:r1, 40", places(AAPCS32, mixed()));
        // d0 leaves nothing free below it; the second float goes beside the first.
        assertEquals("r0 d0 r1 s2 r2 [sp+0] [sp+8] d2 -> r0:r1, 16", places(AAPCS32_VFP, mixed()));
    }

    @Test
    void resultsOfFloats() {
        Signature twice = Signature.of(DOUBLE, DOUBLE);
        assertEquals("xmm0 -> xmm0", places(SYSV_X86_64, twice));
        assertEquals("xmm0 -> xmm0, 32", places(WIN64, twice));
        assertEquals("[sp+0] -> st, 16", places(CDECL_I386, twice));
        assertEquals("v0 -> v0", places(APPLE_ARM64, twice));
        assertEquals("r0:r1 -> r0:r1", places(AAPCS32, twice));
        assertEquals("d0 -> d0", places(AAPCS32_VFP, twice));
        assertEquals("", places(AAPCS32_VFP, Signature.ofVoid()));
    }

    /// "Procedure Call Standard for the Arm Architecture": a float goes back into what a double left free,
    /// until one went to the stack.
    @Test
    void vfpFillsBack() {
        Signature back = Signature.ofVoid(FLOAT, DOUBLE, FLOAT, FLOAT);
        assertEquals("s0 d1 s1 s4", places(AAPCS32_VFP, back));
        Signature full =
                Signature.ofVoid(FLOAT, DOUBLE, DOUBLE, DOUBLE, DOUBLE, DOUBLE, DOUBLE, DOUBLE, DOUBLE, FLOAT, INT32);
        assertEquals("s0 d1 d2 d3 d4 d5 d6 d7 [sp+0] [sp+8] r0, 16", places(AAPCS32_VFP, full));
    }

    /// "Writing ARM64 code for Apple platforms": arguments take no more of the stack than they need, and
    /// variadic ones are all there, in slots of 8 bytes.
    @Test
    void appleDiffers() {
        ValueKind[] kinds = {
            INT64, INT64, INT64, INT64, INT64, INT64, INT64, INT64, INT8, INT16, INT8, INT32, DOUBLE, UINT8, INT64
        };
        Signature many = Signature.ofVoid(kinds);
        assertEquals(
                "x0 x1 x2 x3 x4 x5 x6 x7 [sp+0] [sp+2] [sp+4] [sp+8] v0 [sp+12] [sp+16], 32",
                places(APPLE_ARM64, many));
        assertEquals(
                "x0 x1 x2 x3 x4 x5 x6 x7 [sp+0] [sp+8] [sp+16] [sp+24] v0 [sp+32] [sp+40], 48", places(AAPCS64, many));
        Signature printf = Signature.of(INT32, POINTER, INT32, DOUBLE).variadic(1);
        assertEquals("x0 [sp+0] [sp+8] -> x0, 16", places(APPLE_ARM64, printf));
        assertEquals("x0 x1 v0 -> x0", places(AAPCS64, printf));
        assertEquals("x18", APPLE_ARM64.reserved().getFirst().name());
        assertTrue(APPLE_ARM64.callerExtendsArguments() && !AAPCS64.callerExtendsArguments());
        assertEquals(128, APPLE_ARM64.redZoneBytes());
        assertEquals("x8", APPLE_ARM64.structResult().orElseThrow().name());
    }

    /// "Overview of ARM64 ABI conventions", variadic functions: floats go as if they were integers, named ones
    /// too.
    @Test
    void variadicCalls() {
        Signature sum = Signature.of(DOUBLE, DOUBLE, INT32, DOUBLE).variadic(2);
        assertEquals("x0 x1 x2 -> v0", places(WINDOWS_ARM64, sum));
        assertEquals("xmm0 rdx xmm2+r8 -> xmm0, 32", places(WIN64, sum));
        assertEquals("xmm0 rdi xmm1 -> xmm0", places(SYSV_X86_64, sum));
        assertEquals(2, SYSV_X86_64.assign(sum).floatRegisters());
        assertEquals("r0:r1 r2 [sp+0] -> r0:r1, 8", places(AAPCS32_VFP, sum));
        assertEquals(
                "argument 1 is a variadic FLOAT; C makes it a DOUBLE",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Signature.ofVoid(INT32, FLOAT).variadic(1))
                        .getMessage());
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> Signature.ofVoid(INT32, UINT8).variadic(1))
                .getMessage()
                .contains("C makes it a INT32"));
        assertThrows(
                IllegalArgumentException.class, () -> Signature.ofVoid(INT32).variadic(2));
    }

    @Test
    void signaturesOfJavasFunctions() {
        assertEquals(
                Signature.of(UINT16, POINTER, UINT8, DOUBLE),
                Signature.of(FunctionDescriptor.of(JAVA_CHAR, ADDRESS, JAVA_BOOLEAN, JAVA_DOUBLE)));
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Signature.of(FunctionDescriptor.ofVoid(MemoryLayout.structLayout(JAVA_LONG))))
                .getMessage();
        assertTrue(message.contains("allowed are value layouts: pass a struct's address or its parts"), message);
    }

    static List<CallingConvention> all() {
        return CallingConvention.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void factsAgreeWithEachOther(CallingConvention convention) {
        assertEquals(convention, CallingConvention.of(convention.name()));
        List<String> arguments = names(convention.integerArguments());
        List<String> kept = names(convention.calleeSaved());
        List<String> free = names(convention.scratch());
        assertTrue(kept.stream().noneMatch(arguments::contains), "an argument is kept");
        assertTrue(free.stream().noneMatch(r -> kept.contains(r) || arguments.contains(r)), "scratch is in use");
        assertFalse(kept.contains(convention.stackPointer().name()));
        assertTrue(
                names(convention.calleeSavedFloats()).stream().noneMatch(names(convention.floatArguments())::contains));
        assertEquals(0, convention.stackAlignment() % convention.slotBytes());
        assertEquals(0, convention.shadowBytes() % convention.slotBytes());
        assertEquals(convention.linkRegister().isEmpty(), convention.returnAddressBytes() > 0);
    }

    private static List<String> names(List<MachineRegister> registers) {
        return registers.stream().map(MachineRegister::name).toList();
    }

    @Test
    void allOfTheTableHaveAConstant() {
        assertEquals(
                List.of(SYSV_X86_64, WIN64, CDECL_I386, AAPCS64, APPLE_ARM64, WINDOWS_ARM64, AAPCS32, AAPCS32_VFP),
                CallingConvention.all());
        assertEquals(Set.of(Isa.A32, Isa.T32), AAPCS32.isas());
        assertEquals(31, AAPCS64.stackPointer().number());
        assertEquals(13, AAPCS32.stackPointer().number());
        assertEquals(5, WIN64.framePointer().number());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> CallingConvention.of("pascal"))
                .getMessage()
                .contains("known: sysv-x86-64, win64"));
    }

    @Test
    void wrongRowsAreNamed() {
        for (String row : List.of(
                "x | isa | X86_64\nx | slot | many",
                "x | colour | blue",
                "x | isa",
                "x | isa | X86_64\nx | scratch | rax r99",
                "x | isa | A64\nx | slot | 8\nx | slot | 8",
                "x | scratch | x9-x17",
                "x | isa | A64")) {
            TableException e =
                    assertThrows(TableException.class, () -> Facts.read(TableReader.read("planted", row)), row);
            assertTrue(e.getMessage().startsWith("planted:"), e.getMessage());
        }
    }
}
