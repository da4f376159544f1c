package dev.touchstone.exec.host.memory;

import static dev.touchstone.encoder.aarch64.A64Registers.*;
import static dev.touchstone.exec.host.system.SystemFunctions.unexpected;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.touchstone.encoder.aarch64.A64Assembler;
import dev.touchstone.exec.host.posix.PermanentCode;
import dev.touchstone.relocation.Label;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// Writes code to pages that are writable for one thread while it writes: `MAP_JIT` on Apple silicon.
///
/// The JVM's own code stands in such pages too, so no Java code can run while they are open for the thread. One
/// routine of machine code opens, copies, and closes; it stands in a page of another kind, nothing in it can
/// throw, and it calls nothing but the function that opens and closes.
public final class PerThreadWriter {
    private final MethodHandle routine;
    private final MemorySegment protect;

    /// @param protect `void(int closed)`: `pthread_jit_write_protect_np`
    PerThreadWriter(MemorySegment protect) {
        this.protect = protect;
        A64Assembler a = new A64Assembler();
        emit(a);
        routine = Linker.nativeLinker()
                .downcallHandle(
                        PermanentCode.load(a.code().toImage().at(0)),
                        FunctionDescriptor.ofVoid(JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS));
    }

    /// That of macOS.
    ///
    /// @throws dev.touchstone.exec.host.system.SystemCallException if the system refuses memory for the routine
    static PerThreadWriter ofSystem() {
        return new PerThreadWriter(Linker.nativeLinker().defaultLookup().findOrThrow("pthread_jit_write_protect_np"));
    }

    /// Copies bytes to the address. Four and eight bytes at a multiple of their number are one store.
    void write(long address, byte[] bytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment source = arena.allocate(Math.max(8, bytes.length), 8);
            MemorySegment.copy(bytes, 0, source, ValueLayout.JAVA_BYTE, 0, bytes.length);
            routine.invokeExact(address, source, (long) bytes.length, protect);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /// void(char *to, const char *from, long bytes, void (*protect)(int)).
    private static void emit(A64Assembler a) {
        Label eight = a.newLabel();
        Label next = a.newLabel();
        Label close = a.newLabel();
        a.stp(x29, x30, mem(sp).pre(-48));
        a.mov(x29, sp);
        a.stp(x19, x20, mem(sp).offset(16));
        a.stp(x21, x22, mem(sp).offset(32));
        a.mov(x19, x0);
        a.mov(x20, x1);
        a.mov(x21, x2);
        a.mov(x22, x3);
        a.mov(w0, 0);
        a.blr(x22);
        a.cmp(x21, 4);
        a.b(NE, eight);
        a.ldr(w0, mem(x20));
        a.str(w0, mem(x19));
        a.b(close);
        a.bind(eight);
        a.cmp(x21, 8);
        a.b(NE, next);
        a.ldr(x0, mem(x20));
        a.str(x0, mem(x19));
        a.b(close);
        a.bind(next);
        a.cbz(x21, close);
        a.ldrb(w0, mem(x20).post(1));
        a.strb(w0, mem(x19).post(1));
        a.sub(x21, x21, 1);
        a.b(next);
        a.bind(close);
        a.mov(w0, 1);
        a.blr(x22);
        a.ldp(x21, x22, mem(sp).offset(32));
        a.ldp(x19, x20, mem(sp).offset(16));
        a.ldp(x29, x30, mem(sp).post(48));
        a.ret();
    }
}
