package dev.touchstone.exec.host;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.host.memory.CodeMemory;
import dev.touchstone.exec.host.memory.ExecutableMemory;
import dev.touchstone.exec.host.posix.Posix;
import dev.touchstone.exec.host.system.SystemCallException;
import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.Machine;
import dev.touchstone.relocation.RelocationException;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class NativeCodeTests {
    private static NativeCode load(String hex) throws EngineMissingException {
        return NativeCode.load(CodeImage.of(Machine.X86_64, HexFormat.of().parseHex(hex.replace(" ", ""))));
    }

    @Test
    void callsSixBytes() throws Throwable {
        try (NativeCode code = load("b8 78 56 34 12 c3")) {
            assertEquals(0x12345678, NativeFunction.of(code, IntSupplier.class).getAsInt());
            assertArrayEquals(HexFormat.of().parseHex("b878563412c3"), code.bytes());
        }
    }

    @Test
    void patchesADisplacementInPlace() throws Throwable {
        try (NativeCode code = load("8d 47 01 c3")) { // lea eax, [rdi + 1]; ret
            IntUnaryOperator inc = NativeFunction.of(code, IntUnaryOperator.class);
            assertEquals(2, inc.applyAsInt(1));
            code.patch(2, (byte) 2);
            assertEquals(3, inc.applyAsInt(1));
            assertEquals(Integer.MIN_VALUE + 1, inc.applyAsInt(Integer.MAX_VALUE));
        }
    }

    @Test
    void callsWithAnyDescriptorAtAnyOffset() throws Throwable {
        try (NativeCode code = load("cc cc f2 0f 58 c1 c3")) { // int3; int3; addsd xmm0, xmm1; ret
            FunctionDescriptor add = FunctionDescriptor.of(JAVA_DOUBLE, JAVA_DOUBLE, JAVA_DOUBLE);
            assertEquals(3.75, (double) code.function(2, add).invokeExact(1.5, 2.25));
            assertThrows(IllegalArgumentException.class, () -> code.function(7, add));
            assertThrows(IllegalArgumentException.class, () -> code.function(-1, add));
        }
    }

    @Test
    void useAfterCloseIsAnError() throws Throwable {
        NativeCode code = load("b8 78 56 34 12 c3");
        IntSupplier function = NativeFunction.of(code, IntSupplier.class);
        code.close();
        assertThrows(IllegalStateException.class, function::getAsInt);
        assertThrows(IllegalStateException.class, code::address);
        assertThrows(IllegalStateException.class, code::bytes);
        assertThrows(IllegalStateException.class, () -> code.patch(0, (byte) 0x90));
        assertThrows(IllegalStateException.class, code::close);
    }

    @Test
    void patchStaysWithinTheCode() throws Throwable {
        try (NativeCode code = load("b8 78 56 34 12 c3")) {
            assertThrows(IllegalArgumentException.class, () -> code.patch(5, (byte) 0x90, (byte) 0x90));
            assertThrows(IllegalArgumentException.class, () -> code.patch(-1, (byte) 0x90));
            code.patch(5, (byte) 0xC3);
        }
    }

    @Test
    void isNeverWritableAndExecutable() throws Throwable {
        CodeMemory block = ExecutableMemory.ofHost().allocate(5000);
        long address = block.segment().address();
        assertEquals("r-xp", protection(address));
        assertEquals("r-xp", protection(address + 4999));
        block.write(4998, new byte[] {1, 2}, true);
        assertEquals("r-xp", protection(address));
        assertEquals("r-xp", protection(address + 4999));
        assertEquals(2, block.segment().get(ValueLayout.JAVA_BYTE, 4999));
        assertThrows(IndexOutOfBoundsException.class, () -> block.write(8191, new byte[2], true));
        assertThrows(UnsupportedOperationException.class, () -> block.store(0, 8, 0));
        block.close();
        assertEquals("", protection(address));
    }

    @Test
    void linksAtItsAddress() throws Throwable {
        try (NativeCode code = load("c3")) {
            assertThrows(RelocationException.class, () -> code.addressOf("nowhere"));
            assertEquals(1, code.size());
        }
    }

    @Test
    void refusesCodeOfAnotherMachine() {
        CodeImage image = CodeImage.of(Machine.A64, HexFormat.of().parseHex("c0035fd6"));
        EngineMissingException e = assertThrows(EngineMissingException.class, () -> NativeCode.load(image));
        assertEquals("this process runs x86-64 code, this is a64 code", e.reason());
    }

    @Test
    void aRefusalOfTheSystemSaysErrno() throws Throwable {
        ExecutableMemory memory = ExecutableMemory.ofHost();
        SystemCallException e = assertThrows(SystemCallException.class, () -> memory.allocate(1L << 60));
        assertEquals(12, e.code());
        assertTrue(e.toString().contains("mmap of 0x1000000000000000 bytes, protection r-x: "), e.toString());
        assertTrue(e.toString().contains("memory"), e.toString());
        assertEquals(
                9,
                assertThrows(SystemCallException.class, () -> Posix.close(-1)).code());
        assertThrows(IllegalArgumentException.class, () -> memory.allocate(0));
    }

    /// The protection of the mapping that holds `address`, as `/proc/self/maps` has it; empty if there is none.
    private static String protection(long address) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
                String[] columns = line.split("[ -]", 4);
                if (Long.compareUnsigned(Long.parseUnsignedLong(columns[0], 16), address) <= 0
                        && Long.compareUnsigned(address, Long.parseUnsignedLong(columns[1], 16)) < 0) {
                    return line.substring(line.indexOf(' ') + 1, line.indexOf(' ') + 5);
                }
            }
            return "";
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
