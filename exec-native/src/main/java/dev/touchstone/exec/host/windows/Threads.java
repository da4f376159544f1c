package dev.touchstone.exec.host.windows;

import static dev.touchstone.exec.host.system.SystemFunctions.unexpected;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Threads and their exceptions: calls of `kernel32.dll`.
public final class Threads {
    private static final int THREAD_SUSPEND_RESUME_CONTEXT_QUERY = 0x2 | 0x8 | 0x10 | 0x40;

    private static final MethodHandle GET_CURRENT_THREAD_ID =
            WindowsErrors.DLL.find("GetCurrentThreadId", FunctionDescriptor.of(JAVA_INT));
    private static final MethodHandle OPEN_THREAD =
            WindowsErrors.DLL.find("OpenThread", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle SUSPEND_THREAD =
            WindowsErrors.DLL.find("SuspendThread", FunctionDescriptor.of(JAVA_INT, JAVA_LONG));
    private static final MethodHandle RESUME_THREAD =
            WindowsErrors.DLL.find("ResumeThread", FunctionDescriptor.of(JAVA_INT, JAVA_LONG));
    private static final MethodHandle GET_THREAD_CONTEXT =
            WindowsErrors.DLL.find("GetThreadContext", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, ADDRESS));
    private static final MethodHandle SET_THREAD_CONTEXT =
            WindowsErrors.DLL.find("SetThreadContext", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, ADDRESS));
    private static final MethodHandle GET_THREAD_TIMES = WindowsErrors.DLL.find(
            "GetThreadTimes", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    private static final MethodHandle ADD_VECTORED_EXCEPTION_HANDLER = WindowsErrors.DLL.find(
            "AddVectoredExceptionHandler", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG));

    private Threads() {}

    /// A handle of the calling thread, with which others may suspend and redirect it.
    ///
    /// @throws dev.touchstone.exec.host.system.SystemCallException if the system refuses
    public static long current() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            int id = (int) GET_CURRENT_THREAD_ID.invokeExact(state);
            long handle = (long) OPEN_THREAD.invokeExact(state, THREAD_SUSPEND_RESUME_CONTEXT_QUERY, 0, id);
            if (handle == 0) {
                throw WindowsErrors.failure("OpenThread of thread %d".formatted(id), state);
            }
            return handle;
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /// The processor time that a thread has used, in nanoseconds.
    ///
    /// @throws dev.touchstone.exec.host.system.SystemCallException if the system refuses
    public static long processorTime(long thread) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            MemorySegment times = arena.allocate(JAVA_LONG, 4);
            if ((int) GET_THREAD_TIMES.invokeExact(
                            state, thread, times, times.asSlice(8), times.asSlice(16), times.asSlice(24))
                    == 0) {
                throw WindowsErrors.failure("GetThreadTimes", state);
            }
            return 100 * (times.getAtIndex(JAVA_LONG, 2) + times.getAtIndex(JAVA_LONG, 3));
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /// What a thread that is suspended does next.
    public interface Redirection {
        /// Where it is to go on, if its program counter is `pointer`; that itself to leave it alone. It may not
        /// wait for anything that the thread might hold.
        long target(long pointer);
    }

    /// Suspends a thread, has it go on elsewhere, and resumes it.
    ///
    /// @param stack the stack pointer that it has there
    /// @throws dev.touchstone.exec.host.system.SystemCallException if the system refuses
    public static void redirect(long thread, Redirection redirection, long stack) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            MemorySegment context = arena.allocate(ThreadContext.BYTES, ThreadContext.ALIGNMENT);
            context.set(JAVA_INT, ThreadContext.CONTEXT_FLAGS, ThreadContext.CONTROL);
            if ((int) SUSPEND_THREAD.invokeExact(state, thread) == -1) {
                throw WindowsErrors.failure("SuspendThread", state);
            }
            int done = (int) GET_THREAD_CONTEXT.invokeExact(state, thread, context);
            if (done != 0) {
                long pointer = context.get(JAVA_LONG, ThreadContext.RIP);
                long target = redirection.target(pointer);
                if (target != pointer) {
                    context.set(JAVA_LONG, ThreadContext.RIP, target);
                    context.set(JAVA_LONG, ThreadContext.RSP, stack);
                    context.set(JAVA_INT, ThreadContext.EFLAGS, ThreadContext.PLAIN_FLAGS);
                    done = (int) SET_THREAD_CONTEXT.invokeExact(state, thread, context);
                }
            }
            int code = done == 0 ? WindowsErrors.DLL.code(state) : 0;
            if ((int) RESUME_THREAD.invokeExact(state, thread) == -1 || code != 0) {
                throw WindowsErrors.failure("redirecting a thread", state);
            }
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /// Has a function look at each exception of the process before anybody else does.
    ///
    /// @param handler `LONG handler(EXCEPTION_POINTERS *)`, for the life of the process
    /// @throws dev.touchstone.exec.host.system.SystemCallException if the system refuses
    public static void handleExceptionsFirst(long handler) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
            if ((long) ADD_VECTORED_EXCEPTION_HANDLER.invokeExact(state, 1, handler) == 0) {
                throw WindowsErrors.failure("AddVectoredExceptionHandler", state);
            }
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }
}
