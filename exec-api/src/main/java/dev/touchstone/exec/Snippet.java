package dev.touchstone.exec;

import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeImage;
import java.time.Duration;
import java.util.Arrays;

/// Code to run, from where, and with what.
///
/// @param isa the set that the code is of
/// @param code linked at [AddressMap#CODE] before it runs; at most [AddressMap#CODE_SIZE] less a page. Its
///     variables,
///     if it has any, stand at [AddressMap#DATA]; they have the values that `initial` gives: see [#stateFor]
/// @param entry offset of the first instruction
/// @param initial the state at the entry; it must not be changed any more
/// @param timeout after which the run is given up
/// @param resumed whether this goes on with a run that began before: the executor puts no return address anywhere, all
///     is as `initial` has it
public record Snippet(Isa isa, CodeImage code, int entry, MachineState initial, Duration timeout, boolean resumed) {
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMillis(200);

    /// One that begins with a call.
    public Snippet(Isa isa, CodeImage code, int entry, MachineState initial, Duration timeout) {
        this(isa, code, entry, initial, timeout, false);
    }

    public Snippet {
        if (initial.isa() != isa) {
            throw new IllegalArgumentException("the state is of " + initial.isa() + ", the code of " + isa);
        }
        if (entry < 0 || entry > code.readOnlySize()) {
            throw new IllegalArgumentException(
                    "entry " + entry + " is outside of the " + code.readOnlySize() + " bytes of code");
        }
        checkPlaces(code);
        initial.freeze();
    }

    private static void checkPlaces(CodeImage code) {
        if (code.readOnlySize() > AddressMap.CODE_SIZE - 0x1000) {
            throw new IllegalArgumentException("a snippet has at most 0x%x bytes of code, this one has 0x%x"
                    .formatted(AddressMap.CODE_SIZE - 0x1000, code.readOnlySize()));
        }
        int variables = code.size() - code.writableOffset();
        if (variables > 0 && AddressMap.CODE + code.writableOffset() != AddressMap.DATA) {
            throw new IllegalArgumentException(
                    "a snippet's variables begin 0x%x bytes behind the start of its code, these 0x%x"
                            .formatted(AddressMap.DATA - AddressMap.CODE, code.writableOffset()));
        }
        if (variables > AddressMap.DATA_SIZE) {
            throw new IllegalArgumentException("a snippet has at most 0x%x bytes of variables, this one has 0x%x"
                    .formatted(AddressMap.DATA_SIZE, variables));
        }
    }

    /// A state of zeros whose data window begins with the image's variables, as they are at first.
    ///
    /// @param dataBytes bytes of the data window, at least the variables'
    /// @param stackBytes as [MachineState] takes them
    /// @throws IllegalArgumentException if the image can't be a snippet
    /// @throws dev.touchstone.relocation.RelocationException if it can't be linked at [AddressMap#CODE]
    public static MachineState stateFor(Isa isa, CodeImage code, int dataBytes, int stackBytes) {
        checkPlaces(code);
        MachineState state = new MachineState(isa, dataBytes, stackBytes);
        int variables = code.size() - code.writableOffset();
        System.arraycopy(code.at(AddressMap.CODE), code.writableOffset(), state.data(), 0, variables);
        return state;
    }

    /// The same one, with another time that it may take.
    public Snippet within(Duration other) {
        return new Snippet(isa, code, entry, initial, other, resumed);
    }

    /// The code and its constants as they stand at [AddressMap#CODE].
    ///
    /// @throws dev.touchstone.relocation.RelocationException if it can't be linked there
    public byte[] linkedCode() {
        byte[] linked = code.at(AddressMap.CODE);
        return linked.length == codeSize() ? linked : Arrays.copyOf(linked, codeSize());
    }

    /// Bytes of code and constants.
    public int codeSize() {
        return code.readOnlySize();
    }

    public static Snippet of(Isa isa, CodeImage code, MachineState initial) {
        return new Snippet(isa, code, 0, initial, DEFAULT_TIMEOUT);
    }

    /// The address at which the run ends.
    public long end() {
        return AddressMap.CODE + codeSize();
    }
}
