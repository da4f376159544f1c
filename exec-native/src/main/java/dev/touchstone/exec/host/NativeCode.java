package dev.touchstone.exec.host;

import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.engines.Host;
import dev.touchstone.exec.host.memory.CodeMemory;
import dev.touchstone.exec.host.memory.ExecutableMemory;
import dev.touchstone.exec.host.memory.Lifetime;
import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.Machine;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.HashMap;
import java.util.Map;

/// Code in this process's memory, linked at its address: code and constants are executable and not writable,
/// variables are writable and not executable.
///
/// The code runs with all the rights of the process: a fault in it ends the JVM. Code that may fault belongs in
/// the native executor. Calls and reads are safe from any thread; after [#close()] each is an
/// [IllegalStateException], and closing while a call runs is one too.
public final class NativeCode implements AutoCloseable {
    private final CodeMemory block;
    private final CodeImage image;

    NativeCode(CodeMemory block, CodeImage image) {
        this.block = block;
        this.image = image;
    }

    /// Links the image and loads it.
    ///
    /// @throws EngineMissingException if code can't be run in this process: another system, or code of another
    ///     machine
    /// @throws dev.touchstone.relocation.RelocationException if it can't be linked
    public static NativeCode load(CodeImage image) throws EngineMissingException {
        return load(image, Map.of());
    }

    /// Links the image with the addresses of its external symbols, and loads it.
    ///
    /// @throws EngineMissingException if code can't be run in this process: another system, or code of another
    ///     machine
    /// @throws dev.touchstone.relocation.RelocationException if it can't be linked
    public static NativeCode load(CodeImage image, Map<String, Long> externals) throws EngineMissingException {
        return loadAt(0, image, externals);
    }

    /// Links the image with the functions and variables of loaded libraries, and loads it. As
    /// `Linker.nativeLinker().defaultLookup()` has the C library's.
    ///
    /// @throws EngineMissingException if code can't be run in this process: another system, or code of another
    ///     machine
    /// @throws dev.touchstone.relocation.RelocationException if it can't be linked: external symbols that the
    ///     lookup
    ///     does not find are all named
    public static NativeCode load(CodeImage image, SymbolLookup externals) throws EngineMissingException {
        return load(image, addresses(image, externals));
    }

    /// The addresses of an image's external symbols, of those that the lookup finds.
    public static Map<String, Long> addresses(CodeImage image, SymbolLookup externals) {
        Map<String, Long> addresses = new HashMap<>();
        for (String name : image.externals()) {
            externals.find(name).ifPresent(symbol -> addresses.put(name, symbol.address()));
        }
        return addresses;
    }

    /// As [#load(CodeImage, Map)], at an address.
    ///
    /// @param address a multiple of the image's alignment and of a page; 0 for anywhere
    /// @throws IllegalArgumentException if it is no such multiple
    public static NativeCode loadAt(long address, CodeImage image, Map<String, Long> externals)
            throws EngineMissingException {
        return load(image, externals, ExecutableMemory.ofHost(), address, Lifetime.untilClosed());
    }

    /// As [#load(CodeImage, Map)], to live as long as the arena, for the threads that the arena is for; closing
    /// it instead is an [UnsupportedOperationException].
    public static NativeCode load(CodeImage image, Map<String, Long> externals, Arena arena)
            throws EngineMissingException {
        return load(image, externals, ExecutableMemory.ofHost(), 0, Lifetime.of(arena));
    }

    /// In pages of its own.
    static NativeCode load(
            CodeImage image, Map<String, Long> externals, ExecutableMemory memory, long address, Lifetime lifetime)
            throws EngineMissingException {
        checkMachine(image);
        ExecutableMemory.Shape shape = new ExecutableMemory.Shape(
                image.size() == 0 ? 1 : image.writableOffset(), Math.max(1, image.size()), image.alignment());
        CodeMemory block = memory.allocate(shape, address, lifetime);
        try {
            block.write(0, image.at(block.segment().address(), externals), true);
            return new NativeCode(block, image);
        } catch (RuntimeException e) {
            if (lifetime.own()) {
                lifetime.end();
            }
            throw e;
        }
    }

    /// @throws EngineMissingException if it is code of another machine than this process's
    static void checkMachine(CodeImage image) throws EngineMissingException {
        Machine host = machineOfHost();
        if (!image.machine().equals(host)) {
            throw new EngineMissingException(
                    "native",
                    "this process runs " + host.name() + " code, this is "
                            + image.machine().name() + " code",
                    "run it as a snippet, with an executor");
        }
    }

    /// The machine of this process. That there is one is what [ExecutableMemory#ofHost()] has checked.
    static Machine machineOfHost() {
        return Host.current().arch().equals("aarch64") ? Machine.A64 : Machine.X86_64;
    }

    /// The address of the first byte.
    public long address() {
        return checked().address();
    }

    /// Bytes of code.
    public int size() {
        return image.size();
    }

    /// The address of a global symbol of the image.
    ///
    /// @throws dev.touchstone.relocation.RelocationException if there is none of that name
    public long addressOf(String symbol) {
        return address() + image.offsetOf(symbol);
    }

    /// The code as it stands in memory.
    public byte[] bytes() {
        return checked().asSlice(0, image.size()).toArray(ValueLayout.JAVA_BYTE);
    }

    /// The image that was loaded.
    public CodeImage image() {
        return image;
    }

    /// The code from `offset` on, as FFM takes the address of a function; it lives until the code is closed.
    ///
    /// @param offset in bytes from the start of the code
    public MemorySegment segment(int offset) {
        if (offset < 0 || offset >= image.size()) {
            throw new IllegalArgumentException(
                    "no function at offset " + offset + ": the code has " + image.size() + " bytes");
        }
        return checked().asSlice(offset);
    }

    /// A handle that calls the code at `offset` as a C function of this host.
    ///
    /// @param offset in bytes from the start of the code
    public MethodHandle function(int offset, FunctionDescriptor descriptor, Linker.Option... options) {
        return Linker.nativeLinker().downcallHandle(segment(offset), descriptor, options);
    }

    /// Replaces bytes in place. No other thread may run the code meanwhile: its page may be writable, and not
    /// executable, for that time. For code that may run meanwhile there is [LivePatch].
    ///
    /// @param offset of the first byte to replace
    public void patch(int offset, byte... replacement) {
        if (offset < 0 || offset > image.size() - replacement.length) {
            throw new IllegalArgumentException("%d bytes at offset %d are not within the %d bytes of code"
                    .formatted(replacement.length, offset, image.size()));
        }
        block.write(offset, replacement, false);
    }

    CodeMemory memory() {
        return block;
    }

    private MemorySegment checked() {
        MemorySegment segment = block.segment();
        if (!segment.scope().isAlive()) {
            throw new IllegalStateException("the code at 0x%x is closed".formatted(segment.address()));
        }
        return segment;
    }

    /// Gives the memory back.
    ///
    /// @throws IllegalStateException if it is closed already, or a call into it runs
    @Override
    public void close() {
        block.close();
    }
}
