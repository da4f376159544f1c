package dev.touchstone.exec.host;

import dev.touchstone.exec.host.call.FunctionClass;
import dev.touchstone.exec.host.call.FunctionalMethod;
import dev.touchstone.exec.host.call.GuardedTarget;
import dev.touchstone.exec.host.call.Implementer;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The type of a C function, as a Java functional interface: it makes Java objects that call native code, and C
/// function pointers that call Java.
///
/// ```java
/// interface Sum { long of(MemorySegment numbers, int count); }
///
/// FunctionType<Sum> type = FunctionType.of(MethodHandles.lookup(), Sum.class);
/// Sum sum = type.at(code, "sum");        // calls our code
/// Sum again = type.at(address);          // any C function, by FFM's lookups
/// ```
///
/// The C signature is that of the interface's one abstract method: a boolean, byte, short, char, int, long,
/// float or double is C's type of that width (a char is unsigned), a [MemorySegment] is a pointer, and the
/// result may be void. What is narrower than a register is extended, and a result is cut, as the ABI says.
/// Anything else, as structs, takes a [FunctionDescriptor]: [#of(Class, FunctionDescriptor)].
///
/// A type is made once: it defines a class, which takes about a millisecond. [#at] is cheap: it makes an
/// object. A call is as fast as that of a FFM handle in a constant, without boxing, if the object is in a
/// `static final` field; elsewhere it takes a few nanoseconds more, as a FFM handle does that is given the
/// address.
///
/// What a call costs beside the code itself depends on who owns the address. An [Arena] that is shared counts
/// each call, so that it can't be closed while one runs; a [NativeCode] that is closed by itself is of that
/// kind. The global arena and automatic ones count nothing, and are the ones for code that is hot:
/// `NativeCode.load(image, externals, Arena.ofAuto())`.
///
/// Limits. No exception may cross native frames: the code that is called may not throw, and what a Java
/// callback throws stops at [#callback]. Stacks are not walked through such code, unless it has unwind
/// information that the walker knows of: debuggers and profilers see the Java frames, and then nothing. The
/// code runs on the thread's Java stack, of which some 80 kB are sure to be left (`-XX:StackShadowPages`); more
/// may hit the guard pages, which ends the process.
///
/// Thread-safe.
///
/// @param <T> the interface
public final class FunctionType<T> {
    private final Lookup lookup;
    private final FunctionalMethod method;
    private final FunctionDescriptor descriptor;
    private final Linker.Option[] options;
    private volatile @Nullable MethodHandle factory;

    private FunctionType(
            Lookup lookup, FunctionalMethod method, FunctionDescriptor descriptor, Linker.Option... options) {
        this.lookup = lookup;
        this.method = method;
        this.descriptor = descriptor;
        this.options = options;
    }

    /// The type of a public interface in an exported package.
    ///
    /// @throws IllegalArgumentException if it is another one, has not one abstract method, or one that C can't
    ///     have
    public static <T> FunctionType<T> of(Class<T> type) {
        FunctionalMethod method = FunctionalMethod.of(type);
        return new FunctionType<>(Implementer.of(type), method, method.descriptor());
    }

    /// The type of any interface that `lookup` sees, as a private or nested one.
    ///
    /// @param lookup with full privileges: what `MethodHandles.lookup()` gives in a class that may name the
    ///     interface
    /// @throws IllegalArgumentException if it doesn't see it, or has less; if the interface has not one
    ///     abstract method, or one that C can't have
    public static <T> FunctionType<T> of(Lookup lookup, Class<T> type) {
        FunctionalMethod method = FunctionalMethod.of(type);
        return new FunctionType<>(Implementer.of(lookup, type), method, method.descriptor());
    }

    /// The type of a public interface in an exported package, with a C signature of its own, as
    /// [Linker#downcallHandle] takes it: a struct that is passed by value is a [MemorySegment]; if the result
    /// is one, the method's first parameter is a [java.lang.foreign.SegmentAllocator].
    ///
    /// @throws IllegalArgumentException as [#of(Class)]
    public static <T> FunctionType<T> of(Class<T> type, FunctionDescriptor descriptor) {
        return new FunctionType<>(Implementer.of(type), FunctionalMethod.of(type), descriptor);
    }

    /// As [#of(Class, FunctionDescriptor)], for any interface that `lookup` sees.
    ///
    /// @throws IllegalArgumentException as [#of(Lookup, Class)]
    public static <T> FunctionType<T> of(Lookup lookup, Class<T> type, FunctionDescriptor descriptor) {
        return new FunctionType<>(Implementer.of(lookup, type), FunctionalMethod.of(type), descriptor);
    }

    /// The same type, called with FFM's options: `firstVariadicArg(n)`, `captureCallState(...)`,
    /// `critical(...)`.
    public FunctionType<T> withOptions(Linker.Option... calling) {
        return new FunctionType<>(lookup, method, descriptor, calling.clone());
    }

    /// The same type for leaf functions that take next to no time: the call does not leave the Java state,
    /// which takes one or two nanoseconds less. Garbage collection and all that waits for a safepoint wait
    /// until such a function is back, and it may not call Java: that ends the virtual machine. Heap segments,
    /// as `MemorySegment.ofArray(array)`, may be given as pointers; C may not keep them.
    public FunctionType<T> critical() {
        return withOptions(Linker.Option.critical(true));
    }

    /// The C signature.
    public FunctionDescriptor descriptor() {
        return descriptor;
    }

    /// The function at an address, which lives as long as the address's scope: after that each call is an
    /// [IllegalStateException].
    ///
    /// @throws IllegalArgumentException if it is null or no native address, or if the interface's method does
    ///     not take what the C signature and the options ask for
    public T at(MemorySegment function) {
        if (!function.isNative() || function.address() == 0) {
            throw new IllegalArgumentException(
                    "no function at " + function + "; allowed are native addresses, and not null");
        }
        MethodHandle made = factory;
        if (made == null) {
            made = define();
            factory = made;
        }
        try {
            @SuppressWarnings("unchecked") // The class implements T.
            T result = (T) (Object) made.invokeExact(function);
            return result;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /// The function at the start of the code.
    public T at(NativeCode code) {
        return at(code.segment(0));
    }

    /// The function at an offset.
    ///
    /// @param offset in bytes from the start of the code
    public T at(NativeCode code, int offset) {
        return at(code.segment(offset));
    }

    /// The function at a global symbol of the code.
    ///
    /// @throws dev.touchstone.relocation.RelocationException if there is none of that name
    public T at(NativeCode code, String symbol) {
        return at(code.segment(code.image().offsetOf(symbol)));
    }

    private MethodHandle define() {
        MethodHandle call = Linker.nativeLinker().downcallHandle(descriptor, options);
        fits(call.type().dropParameterTypes(0, 1));
        return FunctionClass.define(lookup, method, call);
    }

    private void fits(MethodType wanted) {
        if (!wanted.equals(method.type())) {
            throw new IllegalArgumentException(
                    "%s does not fit the C signature %s, which takes %s".formatted(method, descriptor, wanted));
        }
    }

    /// A C function pointer that calls `function`.
    ///
    /// What `function` throws can't cross the native frames between: C gets a zero, and the exception waits in
    /// the callback for [NativeCallback#rethrow()] after the native call.
    ///
    /// @param arena until it is closed, the pointer may be called; after that a call of it ends the process or
    ///     worse
    /// @throws IllegalArgumentException if the interface's method does not take what the C signature has
    public NativeCallback callback(T function, Arena arena) {
        Failures failures = new Failures();
        return new NativeCallback(stub(function, arena, failures::add), failures);
    }

    /// A C function pointer that calls `function`, and `handler` with what that throws; C gets a zero then.
    ///
    /// @param handler is called on the thread that `function` threw on; what it throws itself is lost
    /// @param arena until it is closed, the pointer may be called; after that a call of it ends the process or
    ///     worse
    /// @throws IllegalArgumentException if the interface's method does not take what the C signature has
    public NativeCallback callback(T function, Arena arena, Consumer<? super Throwable> handler) {
        return new NativeCallback(stub(function, arena, handler::accept), new Failures());
    }

    private MemorySegment stub(T function, Arena arena, Consumer<Throwable> failures) {
        fits(descriptor.toMethodType());
        try {
            MethodHandle target = lookup.findVirtual(
                            method.owner(), method.method().getName(), method.type())
                    .bindTo(function);
            return Linker.nativeLinker().upcallStub(GuardedTarget.of(target, descriptor, failures), descriptor, arena);
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new IllegalArgumentException("the lookup " + lookup + " can't call " + method, e);
        }
    }

    @Override
    public String toString() {
        return method + " as " + descriptor;
    }
}
