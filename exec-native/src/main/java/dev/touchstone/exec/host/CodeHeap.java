package dev.touchstone.exec.host;

import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.host.heap.Block;
import dev.touchstone.exec.host.heap.HeapMemory;
import dev.touchstone.exec.host.heap.Regions;
import dev.touchstone.exec.host.memory.ExecutableMemory;
import dev.touchstone.exec.host.memory.Lifetime;
import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.Machine;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.Map;
import java.util.function.Supplier;

/// Memory for many functions, of any size, that come and go.
///
/// ```java
/// try (CodeHeap heap = CodeHeap.create(); Arena arena = Arena.ofConfined()) {
///     NativeCode inc = heap.load(image); // until it is closed
///     MemorySegment two = heap.add(bytes, arena); // as long as the arena
/// }
/// ```
///
/// - Functions share pages. The system gives regions, each between guard pages; a further one is asked for as near
///   to the others as [#span()] tells, so that they can call each other directly: within 2 GiB on x86-64, within
///   128 MiB on A64, if the system has room there.
/// - No page is writable and executable at once. Where the system has two views of the same pages, code is written
///   by the one while others of the page run by the other. Where it does not let us, each function has pages of
///   its own.
/// - Unused memory is filled with instructions that trap; so is memory that was given back.
/// - What a lifetime's end gives back is taken again, once all fresh memory is used. Then the other threads'
///   fetch is synchronised with each write, which costs a system call. Where the system can't do that (macOS),
///   only whole regions are given back.
/// - After a function was loaded here, any thread may call it, as soon as it knows of it by the rules of the Java
///   memory model; the how-to page "Write code at run time" says why.
/// - A function that is closed, or whose arena is, can't be called: that is an [IllegalStateException], and so is
///   closing while a call runs. What calls it from machine code is not seen by that: keep both in one arena.
///
/// Thread-safe.
public final class CodeHeap implements AutoCloseable {
    private static final long REGION_BYTES = 8L << 20;
    private static final int ALIGNMENT = 16;
    /// HLT: a privileged instruction of one byte, so it traps wherever it is entered, and as a fault that the JVM
    /// reports; after a breakpoint the JVM ends without a word.
    private static final byte X86_TRAP = (byte) 0xF4;
    /// UDF #0.
    private static final byte A64_TRAP = 0;

    private final ExecutableMemory memory;
    private final Regions regions;

    private CodeHeap(ExecutableMemory memory, long regionBytes) {
        boolean arm = NativeCode.machineOfHost().equals(Machine.A64);
        this.memory = memory;
        this.regions = new Regions(memory, regionBytes, arm ? 128L << 20 : 2L << 30, arm ? A64_TRAP : X86_TRAP);
    }

    /// A heap that takes 8 MiB of the system at once; what is not used takes no memory but on Windows.
    ///
    /// @throws EngineMissingException if code can't be run in this process
    public static CodeHeap create() throws EngineMissingException {
        return create(REGION_BYTES);
    }

    /// A heap that takes so many bytes of the system at once, or more where one function needs more.
    ///
    /// @param regionBytes at least 1; whole pages are taken
    /// @throws EngineMissingException if code can't be run in this process
    public static CodeHeap create(long regionBytes) throws EngineMissingException {
        return over(ExecutableMemory.ofHost(), regionBytes);
    }

    static CodeHeap over(ExecutableMemory memory, long regionBytes) {
        if (regionBytes < 1) {
            throw new IllegalArgumentException("regions of " + regionBytes + " bytes; allowed are 1 and more");
        }
        return new CodeHeap(memory, regionBytes);
    }

    /// Links an image where it will stand, and loads it; closing it gives its memory back, closing the heap does
    /// too.
    ///
    /// @throws EngineMissingException if it is code of another machine
    /// @throws dev.touchstone.relocation.RelocationException if it can't be linked
    /// @throws dev.touchstone.exec.host.system.SystemCallException if the system refuses memory
    /// @throws IllegalStateException if the heap is closed
    public NativeCode load(CodeImage image) throws EngineMissingException {
        return load(image, Map.of());
    }

    /// As [#load(CodeImage)], with the addresses of external symbols.
    public NativeCode load(CodeImage image, Map<String, Long> externals) throws EngineMissingException {
        NativeCode.checkMachine(image);
        Lifetime lifetime = Lifetime.untilClosed();
        regions.add(lifetime);
        try {
            return load(image, externals, lifetime);
        } catch (EngineMissingException | RuntimeException e) {
            lifetime.end();
            throw e;
        }
    }

    /// As [#load(CodeImage)], with the functions and variables of loaded libraries.
    public NativeCode load(CodeImage image, SymbolLookup externals) throws EngineMissingException {
        return load(image, NativeCode.addresses(image, externals));
    }

    /// As [#load(CodeImage, Map)], to live as long as the arena, for the threads that the arena is for, also beyond
    /// the heap's end. [NativeCode#close()] is an [UnsupportedOperationException] then.
    public NativeCode load(CodeImage image, Map<String, Long> externals, Arena arena) throws EngineMissingException {
        return load(image, externals, Lifetime.of(arena));
    }

    /// Variables need pages of their own, which are not executable: such an image is not loaded among the others.
    private NativeCode load(CodeImage image, Map<String, Long> externals, Lifetime lifetime)
            throws EngineMissingException {
        NativeCode.checkMachine(image);
        if (image.writableOffset() < image.size() || image.alignment() > memory.pageSize()) {
            regions.checkOpen();
            return NativeCode.load(image, externals, memory, 0, lifetime);
        }
        int size = Math.max(1, image.size());
        Block block = regions.take(size, Math.max(ALIGNMENT, image.alignment()));
        write(block, () -> image.at(block.address(), externals));
        return new NativeCode(new HeapMemory(regions, block, size, lifetime), image);
    }

    /// Copies position-independent machine code, and answers it as a function that a downcall handle takes for its
    /// address: `Linker.nativeLinker().downcallHandle(descriptor)`. It lives as long as the arena, for the
    /// threads that the arena is for. This is the quick way for very many functions.
    ///
    /// @param code of this process's machine, at least 1 byte; it is not looked at
    /// @throws dev.touchstone.exec.host.system.SystemCallException if the system refuses memory
    /// @throws IllegalStateException if the heap or the arena is closed
    public MemorySegment add(byte[] code, Arena arena) {
        return add(code, ALIGNMENT, arena);
    }

    /// As [#add(byte[], Arena)], at a multiple of `alignment`.
    ///
    /// @param alignment a power of two, at most a page
    public MemorySegment add(byte[] code, int alignment, Arena arena) {
        if (code.length == 0) {
            throw new IllegalArgumentException("no code: at least 1 byte is allowed");
        }
        if (Integer.bitCount(alignment) != 1 || alignment > memory.pageSize()) {
            throw new IllegalArgumentException("an alignment of %d; allowed are powers of two up to a page, %d"
                    .formatted(alignment, memory.pageSize()));
        }
        Block block = regions.take(code.length, alignment);
        write(block, () -> code);
        return HeapMemory.segment(regions, block, code.length, Lifetime.of(arena));
    }

    /// Nobody else knows of the block yet.
    private void write(Block block, Supplier<byte[]> code) {
        try {
            block.write(code.get());
        } catch (RuntimeException e) {
            regions.give(block);
            throw e;
        }
    }

    /// Bytes that functions take, rounded up as the heap does it.
    public long used() {
        return regions.used();
    }

    /// Bytes that the heap has of the system for functions without variables.
    public long reserved() {
        return regions.reserved();
    }

    /// Bytes from the first to the last of them: within it, and no farther, do functions of the heap have to
    /// branch to reach each other.
    public long span() {
        return regions.span();
    }

    /// Closes what was loaded without an arena, and gives the memory back; that of code with an arena when that
    /// is closed.
    ///
    /// @throws IllegalStateException if a call runs; all other code is closed then, and the heap may be closed
    ///     again later
    @Override
    public void close() {
        regions.close();
    }
}
