package dev.touchstone.relocation.object.elf;

import dev.touchstone.relocation.Machine;
import dev.touchstone.relocation.ObjectCode;
import dev.touchstone.relocation.ObjectCode.Section;
import dev.touchstone.relocation.SectionKind;
import dev.touchstone.relocation.object.io.LittleEndianOutput;

/// The section .ARM.attributes: "Addenda to, and Errata in, the ABI for the Arm Architecture". It says of the
/// processor what linkers must know to change between A32 and T32 by BLX.
final class ArmAttributes {
    private static final int FORMAT = 'A';
    private static final int TAG_FILE = 1;
    private static final int TAG_CPU_ARCH = 6;
    private static final int V7 = 10;
    private static final int TAG_CPU_ARCH_PROFILE = 7;
    private static final int TAG_ARM_ISA_USE = 8;
    private static final int TAG_THUMB_ISA_USE = 9;
    private static final int WITH_WIDE_INSTRUCTIONS = 2;

    private ArmAttributes() {}

    static ElfSection of(ObjectCode object) {
        LittleEndianOutput tags = new LittleEndianOutput()
                .u8(TAG_CPU_ARCH)
                .u8(V7)
                .u8(TAG_CPU_ARCH_PROFILE)
                .u8('A');
        if (holds(object, Machine.A32)) {
            tags.u8(TAG_ARM_ISA_USE).u8(1);
        }
        if (holds(object, Machine.T32)) {
            tags.u8(TAG_THUMB_ISA_USE).u8(WITH_WIDE_INSTRUCTIONS);
        }
        LittleEndianOutput vendor = new LittleEndianOutput()
                .field(6, "aeabi")
                .u8(TAG_FILE)
                .u32(5L + tags.size())
                .bytes(tags.toByteArray());
        byte[] section = new LittleEndianOutput()
                .u8(FORMAT)
                .u32(4L + vendor.size())
                .bytes(vendor.toByteArray())
                .toByteArray();
        return ElfSection.of(".ARM.attributes", ElfSection.SHT_ARM_ATTRIBUTES, 0, section, 1);
    }

    private static boolean holds(ObjectCode object, Machine machine) {
        for (Section section : object.sections()) {
            if (section.kind() == SectionKind.TEXT && section.machine().equals(machine) && section.size() > 0) {
                return true;
            }
        }
        return false;
    }
}
