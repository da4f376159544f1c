package dev.touchstone.exec.host;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;

/// The usual C signatures as Java functions. For any other, [NativeCode#function] takes a [FunctionDescriptor].
///
/// A handle that is a `static final` field is the fastest to call; these are for all other uses.
public final class NativeFunction {
    private NativeFunction() {}

    /// A C function of longs: `long f(long...)`.
    @FunctionalInterface
    public interface Longs {
        /// @throws IllegalArgumentException if it is not the number of arguments that the function was made for
        long call(long... arguments);
    }

    /// `int f(void)` at the start of the code.
    public static IntSupplier intSupplier(NativeCode code) {
        MethodHandle handle = code.function(0, FunctionDescriptor.of(JAVA_INT));
        return () -> {
            try {
                return (int) handle.invokeExact();
            } catch (Throwable t) {
                throw unexpected(t);
            }
        };
    }

    /// `int f(int)` at the start of the code.
    public static IntUnaryOperator intUnary(NativeCode code) {
        MethodHandle handle = code.function(0, FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        return argument -> {
            try {
                return (int) handle.invokeExact(argument);
            } catch (Throwable t) {
                throw unexpected(t);
            }
        };
    }

    /// `long f(long...)` at the start of the code; pointers are longs too.
    ///
    /// @param arity how many arguments it takes
    public static Longs longs(NativeCode code, int arity) {
        MemoryLayout[] parameters = new MemoryLayout[arity];
        Arrays.fill(parameters, JAVA_LONG);
        MethodHandle handle =
                code.function(0, FunctionDescriptor.of(JAVA_LONG, parameters)).asSpreader(long[].class, arity);
        return arguments -> {
            if (arguments.length != arity) {
                throw new IllegalArgumentException(
                        "the function takes " + arity + " arguments, not " + arguments.length);
            }
            try {
                return (long) handle.invokeExact(arguments);
            } catch (Throwable t) {
                throw unexpected(t);
            }
        };
    }

    private static RuntimeException unexpected(Throwable t) {
        if (t instanceof Error error) {
            throw error;
        }
        return t instanceof RuntimeException runtime ? runtime : new IllegalStateException(t);
    }
}
