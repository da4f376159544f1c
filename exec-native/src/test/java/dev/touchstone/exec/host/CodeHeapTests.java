package dev.touchstone.exec.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.exec.host.cache.InstructionCache;
import dev.touchstone.exec.host.memory.ExecutableMemory;
import dev.touchstone.exec.host.memory.HostPages;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The heap on whatever system and machine this is.
@Tag("portable")
class CodeHeapTests {
    private static final FunctionDescriptor INT = FunctionDescriptor.of(ValueLayout.JAVA_INT);
    private static final MethodHandle CALL = Linker.nativeLinker().downcallHandle(INT);

    private static int call(NativeCode code) throws Throwable {
        return (int) CALL.invokeExact(MemorySegment.ofAddress(code.address()));
    }

    private static byte[] memoryAt(long address, int bytes) {
        return MemorySegment.ofAddress(address).reinterpret(bytes).toArray(ValueLayout.JAVA_BYTE);
    }

    private static byte[] traps(int bytes) {
        byte[] traps = new byte[bytes];
        Arrays.fill(traps, (byte) (HostFunctions.ARM ? 0 : 0xF4));
        return traps;
    }

    /// What a heap without large functions gives each of them: 16 bytes, or with one view a page.
    private static long granule(CodeHeap heap) throws Throwable {
        long before = heap.used();
        NativeCode one = heap.load(HostFunctions.image(HostFunctions.constant(0)));
        long granule = heap.used() - before;
        one.close();
        return granule;
    }

    @Test
    void manyFunctionsShareARegion() throws Throwable {
        try (CodeHeap heap = CodeHeap.create(1 << 16)) {
            Set<Long> addresses = new HashSet<>();
            List<NativeCode> functions = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                NativeCode code = heap.load(HostFunctions.image(HostFunctions.constant(i * 77)));
                functions.add(code);
                assertEquals(0, code.address() % 16);
                assertTrue(addresses.add(code.address()));
            }
            assertEquals(1000 * granule(heap), heap.used());
            assertTrue(heap.reserved() >= 1 << 16 && heap.reserved() < heap.used() + (1 << 18), "" + heap.reserved());
            for (int i = 0; i < 1000; i++) {
                assertEquals(i * 77, call(functions.get(i)));
            }
        }
    }

    @Test
    void whatIsGivenBackTrapsAndIsTakenAgain() throws Throwable {
        try (CodeHeap heap = CodeHeap.create(1 << 14)) {
            Set<Long> addresses = new HashSet<>();
            try (NativeCode first = heap.load(HostFunctions.image(HostFunctions.constant(-1)))) {
                long reserved = heap.reserved();
                long granule = heap.used();
                int count = (int) (2 * reserved / granule);
                for (int i = 0; i < count; i++) {
                    NativeCode code = heap.load(HostFunctions.image(HostFunctions.constant(i)));
                    assertEquals(i, call(code));
                    long address = code.address();
                    addresses.add(address);
                    code.close();
                    assertEquals(granule, heap.used());
                    assertEquals(Arrays.toString(traps(16)), Arrays.toString(memoryAt(address, 16)));
                }
                assertTrue(addresses.size() < count);
                assertEquals(reserved, heap.reserved());
                assertEquals(-1, call(first));
                assertEquals(Arrays.toString(traps(4)), Arrays.toString(memoryAt(first.address() + 12, 4)));
            }
        }
    }

    @Test
    void growsNearAndShrinks() throws Throwable {
        long reach = HostFunctions.ARM ? 128L << 20 : 2L << 30;
        try (CodeHeap heap = CodeHeap.create(1 << 13);
                Arena arena = Arena.ofConfined()) {
            List<MemorySegment> functions = new ArrayList<>();
            functions.add(heap.add(HostFunctions.constant(0), arena));
            long region = heap.reserved();
            long granule = heap.used();
            int count = (int) (3 * region / granule);
            int kept = count / 10 + 1;
            try (Arena shorter = Arena.ofConfined()) {
                for (int i = 1; i < count; i++) {
                    functions.add(heap.add(HostFunctions.constant(i), 16, i < kept ? arena : shorter));
                }
                for (int i = 0; i < count; i++) {
                    assertEquals(i, (int) CALL.invokeExact(functions.get(i)));
                }
                assertEquals(3 * region, heap.reserved());
                assertTrue(heap.span() <= reach, "" + heap.span());
            }
            assertEquals(kept * granule, heap.used());
            assertEquals(region, heap.reserved());
            assertEquals(kept - 1, (int) CALL.invokeExact(functions.get(kept - 1)));
            assertThrows(IllegalStateException.class, () -> CALL.invoke(functions.get(kept)));
            byte[] large = new byte[100_000];
            System.arraycopy(HostFunctions.constant(5), 0, large, 0, HostFunctions.constant(5).length);
            assertEquals(5, (int) CALL.invokeExact(heap.add(large, arena)));
        }
    }

    @Test
    void alignsAsAsked() throws Throwable {
        try (CodeHeap heap = CodeHeap.create();
                Arena arena = Arena.ofConfined()) {
            for (int alignment = 1; alignment <= 4096; alignment *= 2) {
                MemorySegment function = heap.add(HostFunctions.constant(alignment), alignment, arena);
                assertEquals(0, function.address() % alignment);
                assertEquals(alignment, (int) CALL.invokeExact(function));
            }
            assertThrows(IllegalArgumentException.class, () -> heap.add(new byte[1], 3, arena));
            assertThrows(IllegalArgumentException.class, () -> heap.add(new byte[1], 1 << 20, arena));
            assertThrows(IllegalArgumentException.class, () -> heap.add(new byte[0], arena));
            assertThrows(IllegalArgumentException.class, () -> CodeHeap.create(0));
        }
    }

    @Test
    void useAfterTheEndIsAnError() throws Throwable {
        CodeHeap heap = CodeHeap.create();
        Arena arena = Arena.ofShared();
        NativeCode closed = heap.load(HostFunctions.image(HostFunctions.constant(1)));
        NativeCode open = heap.load(HostFunctions.image(HostFunctions.constant(2)));
        NativeCode ofArena = heap.load(HostFunctions.image(HostFunctions.constant(3)), Map.of(), arena);
        MethodHandle first = closed.function(0, INT);
        MethodHandle second = open.function(0, INT);
        closed.close();
        assertThrows(IllegalStateException.class, () -> first.invoke());
        assertThrows(IllegalStateException.class, () -> closed.patch(0, (byte) 0));
        assertThrows(IllegalStateException.class, closed::close);
        assertThrows(IllegalStateException.class, closed::bytes);
        assertEquals(2, (int) second.invokeExact());
        assertThrows(UnsupportedOperationException.class, ofArena::close);
        heap.close();
        assertThrows(IllegalStateException.class, () -> second.invoke());
        assertThrows(IllegalStateException.class, open::address);
        assertThrows(IllegalStateException.class, () -> heap.load(open.image()));
        assertThrows(IllegalStateException.class, () -> heap.add(new byte[1], arena));
        assertEquals(3, call(ofArena));
        arena.close();
        assertThrows(IllegalStateException.class, ofArena::address);
        assertEquals(0, heap.reserved());
        heap.close();
    }

    @Test
    void aClosedArenaOrAnothersTakesNothing() throws Throwable {
        try (CodeHeap heap = CodeHeap.create();
                Arena confined = Arena.ofConfined()) {
            Arena closed = Arena.ofShared();
            closed.close();
            assertThrows(IllegalStateException.class, () -> heap.add(HostFunctions.constant(1), closed));
            Thread other = new Thread(() -> {
                assertThrows(WrongThreadException.class, () -> heap.add(HostFunctions.constant(1), confined));
            });
            other.start();
            other.join();
            assertEquals(0, heap.used());
        }
    }

    @Test
    void closingWaitsForNobody() throws Throwable {
        try (Arena arena = Arena.ofShared()) {
            CodeHeap heap = CodeHeap.create();
            NativeCode waiting = heap.load(HostFunctions.image(HostFunctions.waiting()));
            NativeCode other = heap.load(HostFunctions.image(HostFunctions.constant(1)));
            MethodHandle wait = waiting.function(0, FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
            MemorySegment flags = arena.allocate(ValueLayout.JAVA_INT, 2);
            VarHandle flag = ValueLayout.JAVA_INT.varHandle();
            Thread runner = new Thread(() -> {
                try {
                    wait.invokeExact(flags);
                } catch (Throwable t) {
                    throw new IllegalStateException(t);
                }
            });
            runner.start();
            while ((int) flag.getVolatile(flags, 4L) == 0) {
                Thread.onSpinWait();
            }
            IllegalStateException e = assertThrows(IllegalStateException.class, heap::close);
            assertEquals("1 functions of the heap run; all others are closed", e.getMessage());
            assertThrows(IllegalStateException.class, waiting::close);
            assertEquals(waiting.image().size(), waiting.bytes().length);
            assertThrows(IllegalStateException.class, other::address);
            flag.setVolatile(flags, 0L, 1);
            runner.join();
            heap.close();
            assertEquals(0, heap.reserved());
        }
    }

    @Test
    void threadsTakeCallAndGiveBack() throws Throwable {
        try (CodeHeap heap = CodeHeap.create(1 << 14)) {
            Callable<Integer> work = () -> {
                Random random = new Random(Thread.currentThread().threadId());
                List<Arena> arenas = new ArrayList<>();
                List<MemorySegment> functions = new ArrayList<>();
                List<Integer> values = new ArrayList<>();
                for (int i = 0; i < 2000; i++) {
                    if (arenas.size() < 20 || random.nextBoolean() && arenas.size() < 200) {
                        arenas.add(Arena.ofConfined());
                        values.add(random.nextInt());
                        byte[] code = Arrays.copyOf(HostFunctions.constant(values.getLast()), 16 + random.nextInt(100));
                        functions.add(heap.add(code, arenas.getLast()));
                    } else {
                        int index = random.nextInt(arenas.size());
                        arenas.remove(index).close();
                        functions.remove(index);
                        values.remove(index);
                    }
                    int one = random.nextInt(arenas.size());
                    try {
                        assertEquals(values.get(one), (int) CALL.invokeExact(functions.get(one)));
                    } catch (Throwable t) {
                        throw new IllegalStateException(t);
                    }
                }
                arenas.forEach(Arena::close);
                return 1;
            };
            try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
                for (Future<Integer> done : threads.invokeAll(List.of(work, work, work))) {
                    assertEquals(1, done.get());
                }
            }
            assertEquals(0, heap.used());
        }
    }

    /// Memory is used again all the time: what one thread writes is what the other runs.
    @Test
    void anotherThreadRunsWhatWasWritten() throws Throwable {
        try (CodeHeap heap = CodeHeap.create(1 << 12)) {
            SynchronousQueue<NativeCode> queue = new SynchronousQueue<>();
            int count = 2000;
            FutureTask<Integer> caller = new FutureTask<>(() -> {
                int right = 0;
                try {
                    for (int i = 0; i < count; i++) {
                        NativeCode code = queue.take();
                        right += call(code) == i ? 1 : 0;
                        code.close();
                    }
                } catch (Throwable t) {
                    throw new IllegalStateException(t);
                }
                return right;
            });
            new Thread(caller).start();
            for (int i = 0; i < count; i++) {
                NativeCode code = heap.load(HostFunctions.image(HostFunctions.constant(i)));
                while (!queue.offer(code, 1, TimeUnit.SECONDS)) {
                    assertFalse(caller.isDone());
                }
            }
            assertEquals(count, caller.get());
            assertEquals(0, heap.used());
        }
    }

    /// A system that refuses two views of the same pages.
    private record OneView(HostPages pages) implements HostPages {
        @Override
        public long pageSize() {
            return pages.pageSize();
        }

        @Override
        public long granularity() {
            return pages.granularity();
        }

        @Override
        public long map(long address, long bytes, Protection protection) {
            return pages.map(address, bytes, protection);
        }

        @Override
        public void protect(long address, long bytes, Protection protection) {
            pages.protect(address, bytes, protection);
        }

        @Override
        public void unmap(long address, long bytes) {
            pages.unmap(address, bytes);
        }

        @Override
        public Views mapViews(long address, long bytes) {
            throw new UnsupportedOperationException("for a test");
        }

        @Override
        public void unmapViews(Views views, long bytes) {
            throw new UnsupportedOperationException("for a test");
        }
    }

    @Test
    void withoutTwoViewsEachFunctionHasItsPages() throws Throwable {
        HostPages pages = new OneView(HostPages.ofHost());
        ExecutableMemory memory = ExecutableMemory.of(pages, InstructionCache.ofHost());
        try (CodeHeap heap = CodeHeap.over(memory, 1 << 16)) {
            List<NativeCode> functions = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                functions.add(heap.load(HostFunctions.image(HostFunctions.constant(i))));
                assertEquals(0, functions.get(i).address() % pages.pageSize());
            }
            for (int i = 0; i < 40; i++) {
                assertEquals(i, call(functions.get(i)));
            }
            long address = functions.get(3).address();
            functions.get(3).close();
            assertEquals(Arrays.toString(traps(4096)), Arrays.toString(memoryAt(address, 4096)));
            assertEquals(39 * pages.pageSize(), heap.used());
            assertNotEquals(0, heap.span());
            assertFalse(heap.reserved() < heap.used());
        }
    }

    /// A system that can't synchronise other threads' fetch.
    private record OneThread(InstructionCache cache) implements InstructionCache {
        @Override
        public void written(long address, long bytes, boolean fresh) {
            cache.written(address, bytes, fresh);
        }

        @Override
        public boolean synchronizesThreads() {
            return false;
        }

        @Override
        public void synchronizeThreads() {
            throw new UnsupportedOperationException("for a test");
        }
    }

    @Test
    void withoutSynchronisationOnlyWholeRegionsComeBack() throws Throwable {
        ExecutableMemory memory = ExecutableMemory.of(HostPages.ofHost(), new OneThread(InstructionCache.ofHost()));
        try (CodeHeap heap = CodeHeap.over(memory, 1 << 14)) {
            long kept = 0;
            Set<Long> seen = new HashSet<>();
            try (Arena arena = Arena.ofConfined()) {
                kept = heap.add(HostFunctions.constant(1), arena).address();
                long region = heap.reserved();
                long functions = region / heap.used() - 1;
                for (int i = 0; i < functions; i++) {
                    NativeCode code = heap.load(HostFunctions.image(HostFunctions.constant(i)));
                    assertTrue(seen.add(code.address()));
                    code.close();
                }
                assertEquals(region, heap.reserved());
            }
            assertFalse(seen.contains(kept));
            assertEquals(0, heap.reserved());
            for (int i = 0; i < 5000; i++) {
                NativeCode code = heap.load(HostFunctions.image(HostFunctions.constant(i)));
                assertEquals(i, call(code));
                code.close();
            }
            assertTrue(heap.reserved() <= 1 << 17, "" + heap.reserved());
        }
    }
}
