package dev.touchstone.conformance.oracle.llvm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/// Emits by LLVM's library: the text is the inline assembly of a module.
final class LibraryEmitter implements LlvmEmitter {
    private static final int OBJECT_FILE = 1;
    private static final int NO_OPTIMISATION = 0;
    private static final int STATIC = 1;
    private static final int DEFAULT_CODE_MODEL = 0;

    private final Llvm llvm;
    private final Arena arena = Arena.ofShared();
    private final Diagnostics diagnostics;
    private final MemorySegment triple;
    private final MemorySegment machine;

    LibraryEmitter(Llvm llvm, LlvmTarget target) {
        this.llvm = llvm;
        this.diagnostics = new Diagnostics(llvm, arena);
        this.triple = arena.allocateFrom(target.triple());
        MemorySegment result = arena.allocate(ADDRESS);
        MemorySegment error = arena.allocate(ADDRESS);
        try {
            if ((int) llvm.targetFromTriple.invokeExact(triple, result, error) != 0) {
                throw new IllegalStateException("LLVM has no target " + target.triple());
            }
            machine = (MemorySegment) llvm.targetMachineCreate.invokeExact(
                    result.get(ADDRESS, 0),
                    triple,
                    arena.allocateFrom(""),
                    arena.allocateFrom(target.features()),
                    NO_OPTIMISATION,
                    STATIC,
                    DEFAULT_CODE_MODEL);
        } catch (Throwable e) {
            throw Llvm.unexpected(e);
        }
    }

    @Override
    public Emission emit(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        try (Arena call = Arena.ofConfined()) {
            MemorySegment context = (MemorySegment) llvm.contextCreate.invokeExact();
            MemorySegment module = MemorySegment.NULL;
            try {
                llvm.setDiagnosticHandler.invokeExact(context, diagnostics.stub(), MemorySegment.NULL);
                module = (MemorySegment) llvm.moduleCreate.invokeExact(call.allocateFrom("touchstone"), context);
                llvm.setTarget.invokeExact(module, triple);
                MemorySegment source = call.allocate(utf8.length + 1L);
                MemorySegment.copy(utf8, 0, source, JAVA_BYTE, 0, utf8.length);
                llvm.setInlineAsm.invokeExact(module, source, (long) utf8.length);
                MemorySegment error = call.allocate(ADDRESS);
                MemorySegment buffer = call.allocate(ADDRESS);
                int status = (int) llvm.emit.invokeExact(machine, module, OBJECT_FILE, error, buffer);
                if (status != 0) {
                    MemorySegment message = error.get(ADDRESS, 0);
                    String said = message.reinterpret(Long.MAX_VALUE).getString(0);
                    llvm.disposeMessage.invokeExact(message);
                    throw new IllegalStateException("LLVM emits nothing: " + said);
                }
                return new Emission(take(buffer.get(ADDRESS, 0)), diagnostics.drain());
            } finally {
                llvm.moduleDispose.invokeExact(module);
                llvm.contextDispose.invokeExact(context);
            }
        } catch (Throwable e) {
            throw Llvm.unexpected(e);
        }
    }

    private byte[] take(MemorySegment buffer) throws Throwable {
        MemorySegment start = (MemorySegment) llvm.bufferStart.invokeExact(buffer);
        long size = (long) llvm.bufferSize.invokeExact(buffer);
        byte[] bytes = start.reinterpret(size).toArray(JAVA_BYTE);
        llvm.bufferDispose.invokeExact(buffer);
        return bytes;
    }

    @Override
    public void close() {
        try {
            llvm.targetMachineDispose.invokeExact(machine);
        } catch (Throwable e) {
            throw Llvm.unexpected(e);
        }
        arena.close();
    }
}
