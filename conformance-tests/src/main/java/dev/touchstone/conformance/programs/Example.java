package dev.touchstone.conformance.programs;

import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Snippet;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A program with the values that some places must have in the end.
///
/// @param expected one at least
record Example(String name, Isa isa, Snippet snippet, List<Expected> expected) implements Program {
    /// A program that returns to its caller.
    ///
    /// @param stackPointer what the stack pointer must be then
    static Example returning(
            String name, CodeImage image, MachineState state, Expected stackPointer, List<Expected> expected) {
        List<Expected> all = new ArrayList<>(expected);
        all.add(stackPointer);
        return new Example(name, state.isa(), Snippet.of(state.isa(), image, state), all);
    }

    /// A place and its value in the end.
    record Expected(String place, Reader reader, long value) {}

    /// Reads a place of a state.
    @FunctionalInterface
    interface Reader {
        long read(MachineState state);
    }

    /// The register's low bytes.
    static Expected register(String name, long value) {
        return new Expected(name, state -> state.get(name), value);
    }

    /// Bytes of the data window as a little-endian number.
    ///
    /// @param offset from the start of the window
    /// @param bytes 1 to 8
    static Expected data(int offset, int bytes, long value) {
        return new Expected(
                "data+0x" + Integer.toHexString(offset), state -> DataImage.read(state.data(), offset, bytes), value);
    }

    @Override
    public Optional<String> complaint(MachineState end) {
        for (Expected e : expected) {
            long value = e.reader.read(end);
            if (value != e.value) {
                return Optional.of("%s on %s: %s is 0x%x, not 0x%x".formatted(name, isa, e.place, value, e.value));
            }
        }
        return Optional.empty();
    }
}
