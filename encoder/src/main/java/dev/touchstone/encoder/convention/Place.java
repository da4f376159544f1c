package dev.touchstone.encoder.convention;

/// Where an argument or a result is when a call is made, or is back.
public sealed interface Place {
    /// A register. A value that is narrower stands in its low bits.
    record InRegister(MachineRegister register) implements Place {
        @Override
        public String toString() {
            return register.name();
        }
    }

    /// A 64-bit integer, or a double that goes as one, in two 32-bit registers.
    record InPair(MachineRegister low, MachineRegister high) implements Place {
        @Override
        public String toString() {
            return low + ":" + high;
        }
    }

    /// The same value in two registers: a variadic double by Win64.
    record InBoth(MachineRegister floating, MachineRegister integer) implements Place {
        @Override
        public String toString() {
            return floating + "+" + integer;
        }
    }

    /// On the stack.
    ///
    /// @param offset from the stack pointer just before the call, in bytes; the callee finds it by its frame's
    ///     `incoming`
    record OnStack(int offset) implements Place {
        @Override
        public String toString() {
            return "[sp+" + offset + "]";
        }
    }
}
