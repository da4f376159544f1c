package dev.touchstone.exec.host.worker;

import dev.touchstone.encoder.DecodingException;
import dev.touchstone.encoder.Footprint;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.FaultKind;
import dev.touchstone.exec.MachineState;
import dev.touchstone.isa.Isa;
import org.jspecify.annotations.Nullable;

/// Tells what a general protection fault was about. The processor gives no reason; the instruction does: a
/// privileged one, an operand that had to be aligned, or an address that is none.
final class ProtectionFault {
    private static final int VIRTUAL_ADDRESS_BITS = 48;

    private ProtectionFault() {}

    /// @param code of the snippet, as it stands at [AddressMap#CODE]
    /// @param state at the fault
    static FaultKind kind(Isa isa, byte[] code, long pc, MachineState state) {
        long offset = pc - AddressMap.CODE;
        if (offset < 0 || offset >= code.length) {
            return FaultKind.MEMORY;
        }
        MachineLanguage language = MachineLanguages.of(isa);
        Instruction instruction;
        try {
            instruction = language.decode(code, (int) offset).instruction();
        } catch (DecodingException e) {
            return FaultKind.MEMORY;
        }
        Footprint footprint = language.footprint(instruction);
        if (footprint.traits().contains("privileged")) {
            return FaultKind.SYSTEM;
        }
        boolean misaligned = false;
        for (Footprint.MemoryAccess access : footprint.memory()) {
            if (!access.isAddressKnown()) {
                continue;
            }
            long address = address(access, isa, state);
            if (address << 64 - VIRTUAL_ADDRESS_BITS >> 64 - VIRTUAL_ADDRESS_BITS != address) {
                return FaultKind.MEMORY;
            }
            misaligned |= access.bytes() >= 16 && (address & access.bytes() - 1) != 0;
        }
        return misaligned ? FaultKind.ALIGNMENT : FaultKind.MEMORY;
    }

    private static long address(Footprint.MemoryAccess access, Isa isa, MachineState state) {
        long address =
                value(access.base(), state) + (value(access.index(), state) << access.shift()) + access.displacement();
        return isa == Isa.X86_32 ? address & 0xFFFF_FFFFL : address;
    }

    private static long value(@Nullable String register, MachineState state) {
        return register == null ? 0 : state.get(register);
    }
}
