package dev.touchstone.conformance.programs;

import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.MachineState;
import java.util.List;

/// The stack of 8-byte slots that the push programs get: `{ stack pointer, stack top }`, two pointers of the
/// set's width, at the start of the data window. The stack pointer is the address of the next free slot, and
/// grows.
///
/// @param pointerBytes 4 or 8
record SlotStack(int pointerBytes) {
    /// Address of the two pointers.
    static final long ADDRESS = AddressMap.DATA;
    /// What is pushed.
    static final int VALUE = 17;
    /// Bytes of the data window that are used.
    static final int SIZE = 0x100;

    private static final int FIRST_FREE = 0x40;

    void fill(MachineState state) {
        DataImage.write(state.data(), 0, pointerBytes, AddressMap.DATA + FIRST_FREE);
        DataImage.write(state.data(), pointerBytes, pointerBytes, AddressMap.DATA + SIZE);
    }

    /// The value in its slot, the stack pointer one slot further, the top as it was.
    List<Example.Expected> expected() {
        return List.of(
                Example.data(FIRST_FREE, 8, VALUE),
                Example.data(0, pointerBytes, AddressMap.DATA + FIRST_FREE + 8),
                Example.data(pointerBytes, pointerBytes, AddressMap.DATA + SIZE));
    }
}
