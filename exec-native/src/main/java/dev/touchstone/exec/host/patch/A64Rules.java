package dev.touchstone.exec.host.patch;

import dev.touchstone.encoder.Decoded;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.AArch64Fixups;
import java.util.Set;

/// The Arm ARM's list, "Concurrent modification and execution of instructions": one of these instructions may
/// become another one of them by a store of its word.
final class A64Rules implements PatchRules {
    static final A64Rules INSTANCE = new A64Rules();

    private static final Set<String> ALLOWED =
            Set.of("a64:B", "a64:BL", "a64:BRK", "a64:HVC", "a64:ISB", "a64:NOP", "a64:SMC", "a64:SVC");
    private static final Set<String> BRANCHES = Set.of("a64:B", "a64:BL");

    private A64Rules() {}

    @Override
    public Decoded decode(byte[] code, int offset) {
        return MachineLanguages.of(Isa.A64).decode(code, offset);
    }

    @Override
    public Span replace(long address, byte[] before, byte[] after) {
        for (byte[] instruction : new byte[][] {before, after}) {
            String form = decode(instruction, 0).instruction().form().id();
            if (!ALLOWED.contains(form)) {
                throw new UnsupportedOperationException(
                        "%s at 0x%x can't be put in or replaced while it may run; of A64 B, BL, BRK, HVC, ISB, NOP, SMC and SVC can"
                                .formatted(form, address));
            }
        }
        return new Span(0, 4);
    }

    @Override
    public Branch branch(long address, byte[] instruction) {
        String form = decode(instruction, 0).instruction().form().id();
        if (!BRANCHES.contains(form)) {
            throw new UnsupportedOperationException(
                    "%s at 0x%x is no B or BL, which are the branches whose target can be changed while they may run"
                            .formatted(form, address));
        }
        return new Branch(address, new Span(0, 4), AArch64Fixups.R_AARCH64_CALL26, address, 2, 26);
    }
}
