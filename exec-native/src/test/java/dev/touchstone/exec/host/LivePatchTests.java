package dev.touchstone.exec.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.Machine;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("portable")
@EnabledOnOs(
        value = {OS.LINUX, OS.WINDOWS},
        architectures = "amd64")
class LivePatchTests {
    private static final FunctionDescriptor INT = FunctionDescriptor.of(ValueLayout.JAVA_INT);
    private static CodeHeap heap;

    @BeforeAll
    static void open() throws Exception {
        heap = CodeHeap.create();
    }

    @AfterAll
    static void close() {
        heap.close();
    }

    private static NativeCode load(String hex) throws Exception {
        return heap.load(CodeImage.of(Machine.X86_64, bytes(hex)));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static String refusal(NativeCode code, int offset, String hex) throws Exception {
        LivePatch patch = LivePatch.at(code, offset);
        byte[] before = code.bytes();
        String message = assertThrows(UnsupportedOperationException.class, () -> patch.replace(bytes(hex)))
                .getMessage();
        assertArrayEquals(before, code.bytes());
        return message;
    }

    @Test
    void anImmediateAndABranchAreChanged() throws Throwable {
        try (NativeCode code = load("90 90 90 b8 01000000 eb 00 c3 cc")) {
            MethodHandle function = code.function(0, INT);
            LivePatch mov = LivePatch.at(code, 3);
            mov.replace(bytes("b8 78563412"));
            assertEquals(0x12345678, (int) function.invokeExact());
            LivePatch jump = LivePatch.at(code, 8);
            jump.branchTo(code.address() + 5);
            assertEquals("ebfb", HexFormat.of().formatHex(jump.bytes()));
            jump.branchTo(code.address() + 10);
            assertEquals(0x12345678, (int) function.invokeExact());
            assertThrows(UnsupportedOperationException.class, () -> jump.branchTo(code.address() + 200));
            assertThrows(UnsupportedOperationException.class, () -> mov.branchTo(code.address()));
            assertEquals("909090b878563412eb00c3cc", HexFormat.of().formatHex(code.bytes()));
            LivePatch.synchronizeThreads();
        }
    }

    @Test
    void whatIsNotAllowedIsRefused() throws Throwable {
        // mov eax, 1 at 6: its immediate lies at 7 to 10, on both sides of 8.
        try (NativeCode code = load("90 90 90 90 90 90 b8 01000000 c3 8b 47 04 0f 1f 00")) {
            String crossing = refusal(code, 6, "b8 02000000");
            assertTrue(crossing.contains("can't be changed by one store"), crossing);
            assertTrue(refusal(code, 0, "66 90").contains("one instruction of as many bytes"));
            assertTrue(refusal(code, 12, "90 90 90").contains("one instruction of as many bytes"));
            assertTrue(refusal(code, 6, "05 01000000").length() > 10, "another opcode, and it crosses");
            IllegalArgumentException within = assertThrows(IllegalArgumentException.class, () -> LivePatch.at(code, 8));
            assertEquals("no instruction begins at offset 8, but at 6 and 11", within.getMessage());
            assertThrows(IllegalArgumentException.class, () -> LivePatch.at(code, 18));
            assertThrows(IllegalArgumentException.class, () -> LivePatch.at(code, -1));
        }
        try (NativeCode code = NativeCode.load(CodeImage.of(Machine.X86_64, bytes("b8 01000000 c3")))) {
            String message = assertThrows(UnsupportedOperationException.class, () -> LivePatch.at(code, 0))
                    .getMessage();
            assertTrue(message.contains("CodeHeap"), message);
        }
        try (NativeCode code = load("06 c3")) { // push es, which 64-bit mode has not
            assertThrows(IllegalArgumentException.class, () -> LivePatch.at(code, 1));
        }
    }

    @Test
    void closedCodeIsNotChanged() throws Throwable {
        NativeCode code = load("b8 01000000 c3");
        LivePatch patch = LivePatch.at(code, 0);
        code.close();
        assertThrows(IllegalStateException.class, () -> patch.replace(bytes("b8 02000000")));
        assertThrows(IllegalStateException.class, () -> LivePatch.at(code, 0));
    }

    /// Threads call a function whose immediate, or whose branch's target, another thread changes all the time.
    private static void stress(NativeCode code, int first, int second, Runnable change, int changes) throws Throwable {
        MethodHandle function = code.function(0, INT);
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong seenFirst = new AtomicLong();
        AtomicLong seenSecond = new AtomicLong();
        List<String> wrong = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            threads.add(new Thread(() -> {
                while (!stop.get()) {
                    try {
                        int result = (int) function.invokeExact();
                        if (result == first) {
                            seenFirst.lazySet(seenFirst.getPlain() + 1);
                        } else if (result == second) {
                            seenSecond.lazySet(seenSecond.getPlain() + 1);
                        } else {
                            synchronized (wrong) {
                                wrong.add(Integer.toHexString(result));
                            }
                            return;
                        }
                    } catch (Throwable t) {
                        synchronized (wrong) {
                            wrong.add(t.toString());
                        }
                        return;
                    }
                }
            }));
        }
        threads.forEach(Thread::start);
        try {
            for (int i = 0; i < changes || seenFirst.get() == 0 || seenSecond.get() == 0; i++) {
                change.run();
                if (threads.stream().noneMatch(Thread::isAlive)) {
                    break; // Both found something wrong.
                }
            }
        } finally {
            stop.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void threadsSeeOneImmediateOrTheOther() throws Throwable {
        try (NativeCode code = load("90 90 90 b8 11111111 c3")) {
            LivePatch patch = LivePatch.at(code, 3);
            byte[][] values = {bytes("b8 eeeeeeee"), bytes("b8 11111111")};
            int[] next = {0};
            stress(code, 0x11111111, 0xEEEEEEEE, () -> patch.replace(values[next[0]++ & 1]), 20_000);
        }
    }

    @Test
    void threadsGoToOneTargetOrTheOther() throws Throwable {
        ByteArrayOutputStream code = new ByteArrayOutputStream();
        code.writeBytes(bytes("90 90 90 e9 00000000")); // jmp rel32, its displacement at 4
        code.writeBytes(bytes("b8 11111111 c3"));
        code.writeBytes(new byte[0x1234]);
        code.writeBytes(bytes("b8 22222222 c3"));
        int far = code.size() - 6;
        try (NativeCode loaded = heap.load(CodeImage.of(Machine.X86_64, code.toByteArray()))) {
            LivePatch jump = LivePatch.at(loaded, 3);
            long[] targets = {loaded.address() + far, loaded.address() + 8};
            int[] next = {0};
            stress(loaded, 0x11111111, 0x22222222, () -> jump.branchTo(targets[next[0]++ & 1]), 1_000_000);
        }
    }

    @Test
    void eightBytesAroundAnImmediateAreLeftAsTheyAre() throws Throwable {
        // mov ax, 1 twice in one word; the second immediate is odd, so eight bytes are stored for each.
        try (NativeCode code = load("90 66b80100 66b80100 c3")) {
            LivePatch first = LivePatch.at(code, 1);
            LivePatch second = LivePatch.at(code, 5);
            assertTrue(code.address() % 16 == 0);
            first.replace(bytes("66b8 3412"));
            String crossing = assertThrows(
                            UnsupportedOperationException.class, () -> second.replace(bytes("66b8 7856")))
                    .getMessage();
            assertTrue(crossing.contains("can't be changed by one store"), crossing);
            assertEquals("9066b8341266b80100c3", HexFormat.of().formatHex(code.bytes()));
            assertEquals(
                    0x1234,
                    MemorySegment.ofAddress(code.address() + 3)
                            .reinterpret(2)
                            .get(ValueLayout.JAVA_SHORT_UNALIGNED, 0));
        }
    }
}
