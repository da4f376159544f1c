package dev.touchstone.exec.host.worker;

import dev.touchstone.exec.AddressMap;

/// Where things stand in a worker's address space, and in a slot: the record of one snippet in the memory that
/// a worker shares with the JVM. The worker's source uses these by name.
///
/// ```text
/// 2000_0000  ELF header, the worker's code from 2000_1000 on    read, execute
/// 2010_0000  control block, the worker's stacks                 read, write
/// 2020_0000  view of CODE, to write to                          read, write
/// 2040_0000  shared memory: slots                               read
/// 2060_0000  shared memory: outcomes                            read, write
/// 20FA_8000  landing, on A32 and T32                            read, execute
/// 20FF_0000  CODE                                               read, execute
/// 2100_0000  DATA                                               read, write
/// 2200_0000  STACK                                              read, write
/// ```
/// The worker's code is within 16 MiB of CODE, so that a direct branch of T32 reaches it. On x86 all before CODE
/// stands at a random distance above where it is here.
final class Layout {
    /// Bytes of a page: what parts of the address space differ in.
    static final int PAGE = 0x1000;

    static final int IMAGE = 0x2000_0000;
    static final int TEXT = IMAGE + PAGE;

    static final int CONTROL = 0x2010_0000;
    /// What the JVM asks for and the worker answers with: two words, the first slot and how many.
    static final int COMMAND = CONTROL;
    static final int COMMAND_COUNT = COMMAND + 4;
    static final int COMMAND_BYTES = 8;
    /// The slot that runs.
    static final int SLOT = CONTROL + 8;
    /// The snippet's stack pointer, on its way in or out.
    static final int STACK_POINTER = CONTROL + 16;
    /// The end of the place in the running slot where the flags go.
    static final int FLAGS_END = CONTROL + 24;
    /// Timer ticks that the running snippet has had, and may have.
    static final int TICKS = CONTROL + 32;
    static final int TICK_LIMIT = CONTROL + 36;
    /// Whether pages beyond the hot ones were made writable.
    static final int THAWED = CONTROL + 40;
    /// Bytes of code of the snippet before.
    static final int LAST_CODE = CONTROL + 44;
    /// Slots of the command that are left to run.
    static final int LEFT = CONTROL + 48;
    /// The complement of the two before, THAWED as the highest bit: shows whether a snippet wrote to them.
    static final int GUARD = CONTROL + 52;
    /// AArch64: the branch that stands in the entry gate.
    static final int ENTERED = CONTROL + 56;
    /// What [ControlBlock] puts there.
    static final int TABLES = CONTROL + 0x1000;
    static final int TABLES_END = TABLES + 0x4000;
    static final int WORKER_STACK_END = CONTROL + 0x8000;
    static final int SIGNAL_STACK = WORKER_STACK_END;
    static final int SIGNAL_STACK_BYTES = 0x1_0000;
    static final int CONTROL_BYTES = 0x8000 + SIGNAL_STACK_BYTES;

    static final int CODE_VIEW = 0x2020_0000;

    static final int SHARED = 0x2040_0000;
    static final int SHARED_BYTES = 0x20_0000;
    /// How far behind a slot its outcome stands.
    static final int OUTPUT = SHARED_BYTES;

    static final int CODE = (int) AddressMap.CODE;
    /// Behind all code, a jump that leads out of snippets on x86, and where it finds its target; from CODE.
    static final int GATE_TARGET = AddressMap.CODE_SIZE - 8;
    static final int GATE = GATE_TARGET - 6;
    /// A far jump to it, which leads out of 32-bit code.
    static final int FAR_GATE = GATE - 7;

    static final int FAR_GATE_TARGET = CODE + GATE;
    /// AArch32: what the branch behind a snippet's code meets in A32 state is as far below as its offset says, which
    /// has to mean something in T32 state too. All words there branch to the worker.
    static final int LANDING = CODE - 0x4_8000;

    static final int LANDING_BYTES = AddressMap.CODE_SIZE;
    /// AArch64: where a branch stands that leads to the snippet's entry. A snippet is entered with all registers its
    /// own, so only a direct branch can do that, and it is part of the worker's code. Code ends before it.
    static final int ENTRY_GATE = CODE + AddressMap.CODE_SIZE - 64;

    static final int DATA = (int) AddressMap.DATA;
    static final int STACK = (int) AddressMap.STACK;
    static final int DATA_BYTES = AddressMap.DATA_SIZE;
    static final int STACK_BYTES = AddressMap.STACK_SIZE;
    /// The pages that are always writable and are cleared before each run. A write elsewhere in a region is
    /// caught once, makes the region writable, and has it cleared after the run.
    static final int DATA_HOT_BYTES = PAGE;
    static final int STACK_HOT = (int) AddressMap.STACK_TOP & -PAGE;
    static final int STACK_HOT_BYTES = PAGE;

    /// Everything from here on is the kernel's doing, its stack and its vdso, and is unmapped.
    static final int FIRST_FOREIGN = 0x3000_0000;

    // A slot: places of its fields in bytes from its start.
    static final int NEXT = 0;
    static final int CODE_SIZE = 4;
    static final int DATA_SIZE = 8;
    static final int STACK_SIZE = 12;
    static final int STACK_TO = 16;
    static final int LIMIT = 20;
    static final int CODE_AT = 24;
    static final int DATA_AT = 28;
    static final int STACK_AT = 32;
    static final int RETURN_AT = 36;
    static final int RETURN_ADDRESS = 40;
    /// AArch64: the branch that the entry gate is to have.
    static final int ENTRY_BRANCH = 40;
    /// AArch32: what to fill the rest of CODE with.
    static final int TRAP = 44;
    /// On x86, whether the x87 state is the one that FNINIT makes, with registers that are zero: 1 or 0.
    static final int X87_PLAIN = 48;
    static final int STATUS = 64;
    /// Arm: all registers, as they stand in a machine state's block.
    /// x86: the 16 registers by number, rip, cs, rflags, rsp, ss: what pops and `iretq` take.
    static final int REGISTERS = 128;
    static final int RIP = REGISTERS + 16 * 8;
    static final int CS = RIP + 8;
    static final int RFLAGS = CS + 8;
    static final int RSP = RFLAGS + 8;
    static final int SS = RSP + 8;
    /// As `fxsave` writes it, up to the vectors: those that it writes behind are overwritten by what follows.
    static final int FX = 352;
    static final int FX_STATUS = FX + 2;
    static final int FX_TAGS = FX + 4;
    static final int FX_MXCSR = FX + 24;
    static final int FX_REGISTERS = FX + 32;
    /// 8 bytes for each mask register.
    static final int MASKS = FX + 160;
    /// Of a snippet: 64 bytes for each vector register that the host has. Of an outcome: one behind the
    /// other, each as long as the host has it.
    static final int VECTORS = MASKS + 8 * 8;
    /// After a fault: the start of the kernel's siginfo, and its mcontext.
    static final int SIGNAL = VECTORS + 32 * 64;
    static final int SIGNAL_BYTES = 32;
    static final int CONTEXT = SIGNAL + SIGNAL_BYTES;
    static final int CONTEXT_BYTES = 224;
    /// Code, data and stack bytes follow.
    static final int SLOT_HEAD = CONTEXT + CONTEXT_BYTES;

    /// Values of STATUS.
    static final int WAITING = 0;

    static final int RUNNING = 1;
    static final int COMPLETED = 2;
    static final int FAULTED = 3;
    static final int TIMED_OUT = 4;

    /// Between two looks at the time that a snippet takes; CPU time of the worker.
    static final int TICK_MICROSECONDS = 10_000;

    private Layout() {}
}
