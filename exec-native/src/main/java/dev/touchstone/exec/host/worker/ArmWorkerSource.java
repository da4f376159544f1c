package dev.touchstone.exec.host.worker;

import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.RegisterSet;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeImage;
import java.util.Locale;
import java.util.Map;

/// The code of workers for Arm, assembled here. Places in the control block have two names in the source: `{SLOT}` is
/// an address, `{SLOT_AT}` counts from the start of the block. A register's place in a slot has its name: `{X0}`.
final class ArmWorkerSource {
    private ArmWorkerSource() {}

    /// A worker's code, as it stands at [Layout#TEXT]. A32 and T32 have the same.
    static CodeImage worker(Isa isa, Kernel kernel) {
        Abi abi = Abi.of(isa);
        Isa own = isa == Isa.A64 ? Isa.A64 : Isa.A32;
        Map<String, String> values = WorkerSource.values(abi);
        for (String name : new String[] {
            "SLOT", "TICKS", "TICK_LIMIT", "THAWED", "LAST_CODE", "LEFT", "COMMAND", "COMMAND_COUNT", "ENTERED"
        }) {
            int address = Integer.decode(String.valueOf(values.get(name)));
            values.put(name + "_AT", WorkerSource.hex(address - Layout.CONTROL));
        }
        for (RegisterSet.Register register : RegisterSet.of(isa).registers()) {
            values.put(
                    register.name().toUpperCase(Locale.ROOT), WorkerSource.hex(Layout.REGISTERS + register.offset()));
        }
        SignalContext context = SignalContext.of(abi);
        values.put("CONTEXT_REGISTERS", WorkerSource.hex(context.start() + context.registers()[0]));
        values.put("CONTEXT_POINTER", WorkerSource.hex(context.start() + context.pointer()));
        values.put("SIGINFO_ADDRESS", WorkerSource.hex(context.siginfoAddress()));
        values.put("LAND", WorkerSource.hex(ControlBlock.LAND));
        values.put("LANDING_WORDS", WorkerSource.hex(Layout.LANDING_BYTES / 4));
        values.put("BRANCH_TO_LANDING", WorkerSource.hex(Layout.LANDING + 8));
        // setend le, or nop, and nop; bx pc, and nop: A32 code follows
        values.put(
                "LITTLE_ENDIAN_T32",
                ".word %s; .word 0xbf004778".formatted(kernel == Kernel.QEMU_USER ? "0xbf00b650" : "0xbf00bf00"));
        values.put("LITTLE_ENDIAN", kernel == Kernel.QEMU_USER ? "setend le" : "");
        values.put("CODE_BYTES", WorkerSource.hex(AddressMap.CODE_SIZE));
        values.put("ENTRY_GATE_FROM_TEXT", WorkerSource.hex(Layout.ENTRY_GATE - Layout.TEXT));
        values.put("ENTRY_GATE_VIEW", WorkerSource.hex(Layout.CODE_VIEW + Layout.ENTRY_GATE - Layout.CODE));
        values.put("OUTPUT_PAGES", WorkerSource.hex(Layout.OUTPUT >> 12));
        if (isa == Isa.A64) {
            int vectorBytes = RegisterSet.AARCH64.get("z0").bytes();
            values.putAll(A64VectorMoves.of(WorkerProgram.isScalable(isa, kernel), vectorBytes));
        }
        String name = own == Isa.A64 ? "a64.asm" : "a32.asm";
        return TextAssembler.assemble(own, WorkerSource.text(WorkerSource.resource(name), values), Layout.TEXT);
    }
}
