package dev.touchstone.exec.host;

import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;

/// Native functions as objects of public functional interfaces, in one call.
///
/// ```java
/// IntUnaryOperator inc = NativeFunction.of(code, IntUnaryOperator.class);
/// int two = inc.applyAsInt(1);
/// ```
///
/// [FunctionType] says what an interface may be and what a call does; it is for all other cases too: interfaces
/// that are not public, structs, many functions of one type, and Java functions that C calls.
public final class NativeFunction {
    private static final ClassValue<FunctionType<?>> TYPES = new ClassValue<>() {
        @Override
        protected FunctionType<?> computeValue(Class<?> type) {
            return FunctionType.of(type);
        }
    };

    private NativeFunction() {}

    /// The function at the start of the code.
    ///
    /// @param type a public interface in an exported package, with one abstract method
    /// @param options of FFM, as `Linker.Option.critical(false)`
    /// @throws IllegalArgumentException if the interface is another one, or its method can't be a C function's
    public static <T> T of(NativeCode code, Class<T> type, Linker.Option... options) {
        return type(type, options).at(code);
    }

    /// The function at an offset, in bytes from the start of the code.
    ///
    /// @throws IllegalArgumentException as [#of(NativeCode, Class, Linker.Option...)], or if the code has no
    ///     such offset
    public static <T> T of(NativeCode code, int offset, Class<T> type, Linker.Option... options) {
        return type(type, options).at(code, offset);
    }

    /// The function at a global symbol of the code.
    ///
    /// @throws IllegalArgumentException as [#of(NativeCode, Class, Linker.Option...)]
    /// @throws dev.touchstone.relocation.RelocationException if there is none of that name
    public static <T> T of(NativeCode code, String symbol, Class<T> type, Linker.Option... options) {
        return type(type, options).at(code, symbol);
    }

    /// The function at an address, which lives as long as the address's scope.
    ///
    /// @throws IllegalArgumentException as [#of(NativeCode, Class, Linker.Option...)], or if it is no native
    ///     address
    public static <T> T of(MemorySegment function, Class<T> type, Linker.Option... options) {
        return type(type, options).at(function);
    }

    @SuppressWarnings("unchecked") // The type was made from this class.
    private static <T> FunctionType<T> type(Class<T> type, Linker.Option... options) {
        FunctionType<T> plain = (FunctionType<T>) TYPES.get(type);
        return options.length == 0 ? plain : plain.withOptions(options);
    }
}
