package dev.touchstone.exec.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.Machine;
import dev.touchstone.relocation.RelocationException;
import dev.touchstone.relocation.SectionKind;
import dev.touchstone.relocation.SymbolType;
import dev.touchstone.relocation.X8664Fixups;
import dev.touchstone.relocation.image.ImageFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class ImageLoadingTests {
    private static void put(CodeBuffer code, String hex) {
        code.put(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    /// `long next(long x) { return squares[counter++ & 3] + labs(x); }`: a counter in `.data`, a table in
    /// `.rodata`, addresses of both in `.data` too, and a function of the C library.
    static CodeImage counter() {
        CodeBuffer code = new CodeBuffer(Machine.X86_64);
        CodeBuffer rodata = code.section(SectionKind.RODATA);
        CodeBuffer data = code.section(SectionKind.DATA);
        CodeBuffer bss = code.section(SectionKind.BSS);
        Label next = code.label("next");
        Label counter = code.label("counter");
        Label squares = code.label("squares");
        Label pointers = code.label("pointers");
        Label scratch = code.label("scratch");

        code.align(16);
        code.bind(next);
        put(code, "53"); //                          push rbx
        put(code, "48 8b 05 00000000"); //           mov rax, [rip + pointers]
        code.fixup(X8664Fixups.R_X86_64_PC32, code.position() - 4, pointers, -4);
        put(code, "48 8b 08"); //                    mov rcx, [rax]
        put(code, "48 8d 51 01"); //                 lea rdx, [rcx + 1]
        put(code, "48 89 10"); //                    mov [rax], rdx
        put(code, "83 e1 03"); //                    and ecx, 3
        put(code, "48 8d 05 00000000"); //           lea rax, [rip + squares]
        code.fixup(X8664Fixups.R_X86_64_PC32, code.position() - 4, squares, -4);
        put(code, "8b 1c 88"); //                    mov ebx, [rax + 4*rcx]
        put(code, "48 89 1d 00000000"); //           mov [rip + scratch], rbx
        code.fixup(X8664Fixups.R_X86_64_PC32, code.position() - 4, scratch, -4);
        put(code, "ff 15 00000000"); //              call [rip + pointers + 8]
        code.fixup(X8664Fixups.R_X86_64_PC32, code.position() - 4, pointers.plus(8), -4);
        put(code, "48 03 05 00000000"); //           add rax, [rip + scratch]
        code.fixup(X8664Fixups.R_X86_64_PC32, code.position() - 4, scratch, -4);
        put(code, "5b c3"); //                       pop rbx; ret

        rodata.align(4);
        rodata.bind(squares);
        rodata.data().u32(0).u32(1).u32(4).u32(9);
        data.bind(pointers);
        data.data().address(counter).address(code.external("labs"));
        data.bind(counter);
        data.data().u64(1);
        bss.bind(scratch);
        bss.data().zeros(8);
        code.export(next, SymbolType.FUNCTION);
        return code.toImage();
    }

    @Test
    void anotherProcessLoadsRelocatesAndRunsIt(@TempDir Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("counter.tsi");
        ImageFile.write(counter(), file);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ImageProcess.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        List<String> lines = output.lines().toList();
        assertEquals(2, lines.size(), output);
        assertTrue(lines.get(0).endsWith(" r-xp rw-p r-xp 8 11 16"), output);
        assertEquals("3000000000 r-xp rw-p r-xp 8 11", lines.get(1), "variables of its own");
    }

    @Test
    void aFarFunctionOfTheCLibraryIsCalledByItsStub() throws Throwable {
        CodeBuffer code = new CodeBuffer(Machine.X86_64);
        put(code, "e9 00000000"); // jmp labs
        code.fixup(X8664Fixups.R_X86_64_PLT32, 1, code.external("labs"), -4);
        CodeImage image = code.toImage();
        Map<String, Long> externals =
                NativeCode.addresses(image, Linker.nativeLinker().defaultLookup());
        long far = 0x31_0000_0000L;
        assertTrue(Math.abs(externals.get("labs") - far) > Integer.MAX_VALUE);
        try (NativeCode loaded = NativeCode.loadAt(far, image, externals)) {
            MethodHandle labs = loaded.function(0, FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
            assertEquals(7L, (long) labs.invokeExact(-7L));
        }
    }

    @Test
    void codeStaysWritableOrExecutableWhenPatched() throws Exception {
        try (NativeCode code = NativeCode.load(counter(), Linker.nativeLinker().defaultLookup())) {
            long counter = code.addressOf("counter");
            code.patch(0, code.bytes()[0]);
            assertEquals("r-xp", ImageProcess.protection(code.address()));
            assertEquals(
                    "r-xp",
                    ImageProcess.protection(code.address() + code.image().writableOffset() - 1));
            assertEquals("rw-p", ImageProcess.protection(counter));
            assertEquals(0, code.address() % CodeImage.PAGE);
        }
    }

    @Test
    void symbolsThatTheLookupDoesNotFindAreNamed() {
        CodeBuffer code = new CodeBuffer(Machine.X86_64);
        code.data()
                .address(code.external("labs"))
                .address(code.external("no_such_one"))
                .address(code.external("nor_this"));
        String message = assertThrows(
                        RelocationException.class,
                        () -> NativeCode.load(
                                code.toImage(), Linker.nativeLinker().defaultLookup()))
                .getMessage();
        assertEquals("no address for the external symbols [no_such_one, nor_this]", message);
    }

    @Test
    void anAddressMustBeFreeAndAligned() throws Exception {
        CodeImage image = counter();
        Map<String, Long> externals =
                NativeCode.addresses(image, Linker.nativeLinker().defaultLookup());
        assertThrows(IllegalArgumentException.class, () -> NativeCode.loadAt(0x1000, image, externals));
        try (NativeCode first = NativeCode.load(image, externals)) {
            RuntimeException e =
                    assertThrows(RuntimeException.class, () -> NativeCode.loadAt(first.address(), image, externals));
            assertTrue(e.getMessage().contains("at 0x%x".formatted(first.address())), e.getMessage());
        }
    }

    @Test
    void aHeapTakesImagesWithVariables() throws Throwable {
        CodeHeap heap = CodeHeap.create();
        NativeCode code = heap.load(counter(), Linker.nativeLinker().defaultLookup());
        MethodHandle next = code.function(
                code.image().offsetOf("next"), FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
        assertEquals(8L, (long) next.invokeExact(-7L));
        assertEquals(11L, (long) next.invokeExact(-7L));
        assertEquals("rw-p", ImageProcess.protection(code.addressOf("counter")));
        assertEquals(0, heap.used());
        heap.close();
        assertThrows(IllegalStateException.class, () -> next.invoke(1L));
        assertThrows(
                IllegalStateException.class,
                () -> heap.load(counter(), Linker.nativeLinker().defaultLookup()));
    }

    @Test
    void functionsOfAHeapCallEachOther() throws Throwable {
        CodeBuffer callee = new CodeBuffer(Machine.X86_64);
        put(callee, "8d 47 01 c3"); // lea eax, [rdi + 1]; ret
        CodeBuffer caller = new CodeBuffer(Machine.X86_64);
        put(caller, "e8 00000000 01 c0 c3"); // call inc; add eax, eax; ret
        caller.fixup(X8664Fixups.R_X86_64_PC32, 1, caller.external("inc"), -4);
        try (CodeHeap heap = CodeHeap.create(4096);
                Arena arena = Arena.ofConfined()) {
            NativeCode inc = heap.load(callee.toImage(), Map.of(), arena);
            heap.add(new byte[8000], arena); // The next one stands in another region.
            NativeCode twice = heap.load(caller.toImage(), Map.of("inc", inc.address()), arena);
            assertTrue(heap.reserved() > 8192);
            FunctionDescriptor unary = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
            assertEquals(42, (int) twice.function(0, unary).invokeExact(20));
        }
    }

    @Test
    void whatDoesNotLinkTakesNothing() throws Throwable {
        CodeBuffer code = new CodeBuffer(Machine.X86_64);
        code.data().address(code.external("no_such_one"));
        CodeImage image = code.toImage();
        try (CodeHeap heap = CodeHeap.create();
                Arena arena = Arena.ofConfined()) {
            assertThrows(RelocationException.class, () -> heap.load(image));
            assertThrows(RelocationException.class, () -> heap.load(image, Map.of(), arena));
            assertEquals(0, heap.used());
        }
    }

    @Test
    void codeLivesAsLongAsItsArena() throws Throwable {
        Arena arena = Arena.ofConfined();
        NativeCode code = NativeCode.load(CodeImage.of(Machine.X86_64, new byte[] {(byte) 0xC3}), Map.of(), arena);
        code.function(0, FunctionDescriptor.ofVoid()).invokeExact();
        assertThrows(UnsupportedOperationException.class, code::close);
        assertEquals("r-xp", ImageProcess.protection(code.address()));
        arena.close();
        assertThrows(IllegalStateException.class, code::address);
    }
}
