package dev.touchstone.exec.emulated;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.MachineState;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// The regions of the [AddressMap] in one of Unicorn's engines.
///
/// In memory of the hot kind a guest can write to a few pages only, so that few are cleared for the next run, and an
/// instruction behind the code stops the machine. Unicorn would drop the translation of code whose end it is told,
/// after
/// each run; so code that is the same as before is translated once.
final class GuestMemory {
    private static final int HOOK_FETCH_UNMAPPED = 64;
    private static final int PAGE = 0x1000;
    private static final int READ = 1;
    static final int READ_WRITE = 3;
    static final int READ_EXECUTE = 5;
    private static final int DATA_HOT = 0x1000;
    private static final int STACK_HOT = (int) (AddressMap.STACK_TOP - AddressMap.STACK) & -PAGE;

    private static final MemorySegment ZEROS =
            Arena.global().allocate(AddressMap.STACK_SIZE - STACK_HOT).asReadOnly();

    private final Unicorn unicorn;
    private final Guest guest;
    private final Arena arena;
    private final MemorySegment engine;
    private final boolean hot;
    private final byte[] behind;
    /// As many as there is room for code.
    private final byte[] traps = new byte[AddressMap.CODE_SIZE];
    private final MemorySegment code;
    private final MemorySegment data;
    private final MemorySegment stack;
    private byte[] lastCode = {};
    private int codeEnd = AddressMap.CODE_SIZE;

    /// Maps them.
    GuestMemory(Unicorn unicorn, MemorySegment engine, Arena arena, Guest guest, boolean hot) {
        this.unicorn = unicorn;
        this.engine = engine;
        this.arena = arena;
        this.guest = guest;
        this.hot = hot;
        behind = hot ? guest.stop() : new byte[0];
        byte[] trap = guest.trap();
        for (int i = 0; i < traps.length; i++) {
            traps[i] = trap[i % trap.length];
        }
        code = map(AddressMap.CODE, AddressMap.CODE_SIZE, 0, AddressMap.CODE_SIZE, READ_EXECUTE);
        data = map(AddressMap.DATA, AddressMap.DATA_SIZE, 0, hot ? DATA_HOT : AddressMap.DATA_SIZE, READ_WRITE);
        stack = map(AddressMap.STACK, AddressMap.STACK_SIZE, hot ? STACK_HOT : 0, AddressMap.STACK_SIZE, READ_WRITE);
        if (hot) {
            // Nobody writes to code; told so, Unicorn does not go through all its page tables at each translation.
            MemorySegment number = arena.allocate(JAVA_LONG);
            long last = AddressMap.CODE + AddressMap.CODE_SIZE - 1;
            UnicornStatus.check(
                    "a hook of fetches",
                    unicorn.hookAdd(engine, number, HOOK_FETCH_UNMAPPED, NeverCalled.CALLBACK, AddressMap.CODE, last));
        }
    }

    /// Maps a region; only the part from `from` to `to` can be accessed as `access` says, the rest read.
    private MemorySegment map(long address, int size, int from, int to, int access) {
        MemorySegment memory = arena.allocate(size, PAGE);
        mapPart(address, memory, 0, from, READ);
        mapPart(address, memory, from, to, access);
        mapPart(address, memory, to, size, READ);
        return memory;
    }

    private void mapPart(long address, MemorySegment memory, int from, int to, int access) {
        if (from < to) {
            UnicornStatus.check(
                    "mapping 0x%x".formatted(address + from),
                    unicorn.mapPointer(engine, address + from, to - from, access, memory.asSlice(from, to - from)));
        }
    }

    /// Whether a run that starts with this state can be made here.
    ///
    /// @param top the initial stack pointer
    boolean takes(MachineState state, long top) {
        return !hot || state.data().length <= DATA_HOT && (isHotStack(top) || !isStack(top));
    }

    private static boolean isStack(long top) {
        return top >= AddressMap.STACK && top <= AddressMap.STACK + AddressMap.STACK_SIZE - 8;
    }

    private static boolean isHotStack(long top) {
        return isStack(top) && top >= AddressMap.STACK + STACK_HOT;
    }

    /// The code with traps behind it.
    void loadCode(byte[] linked) {
        if (hot && Arrays.equals(linked, lastCode)) {
            return;
        }
        int stop = linked.length;
        int trapsFrom = stop + behind.length;
        MemorySegment.copy(linked, 0, code, JAVA_BYTE, 0, stop);
        MemorySegment.copy(behind, 0, code, JAVA_BYTE, stop, behind.length);
        int end = Math.min(trapsFrom + guest.trap().length, AddressMap.CODE_SIZE);
        int touched = Math.max(codeEnd, end);
        if (trapsFrom < touched) {
            MemorySegment.copy(traps, trapsFrom, code, JAVA_BYTE, trapsFrom, touched - trapsFrom);
        }
        codeEnd = end;
        lastCode = linked;
        UnicornStatus.check(
                "uc_ctl_remove_cache", unicorn.removeCache(engine, AddressMap.CODE, AddressMap.CODE + touched));
    }

    /// The data window and the stack of a state; what it does not give is zero.
    void load(MachineState state) {
        load(state.data(), data, 0, 0, hot ? DATA_HOT : AddressMap.DATA_SIZE);
        long stackAt = state.stackBase() - AddressMap.STACK;
        load(state.stack(), stack, stackAt, hot ? STACK_HOT : 0, AddressMap.STACK_SIZE);
    }

    /// Puts bytes at a place, and zeros elsewhere between two places.
    private static void load(byte[] bytes, MemorySegment region, long at, long from, long to) {
        clear(region, from, at);
        MemorySegment.copy(bytes, 0, region, JAVA_BYTE, at, bytes.length);
        clear(region, at + bytes.length, to);
    }

    /// To look is cheaper than to store, and most runs leave most of it alone.
    private static void clear(MemorySegment region, long from, long to) {
        if (to - from > ZEROS.byteSize() || MemorySegment.mismatch(region, from, to, ZEROS, 0, to - from) >= 0) {
            region.asSlice(from, to - from).fill((byte) 0);
        }
    }

    /// Puts a return address where the stack pointer points, if that is in the stack.
    void push(long top, long address, boolean wide) {
        if (isStack(top)) {
            if (wide) {
                stack.set(JAVA_LONG_UNALIGNED, top - AddressMap.STACK, address);
            } else {
                stack.set(JAVA_INT_UNALIGNED, top - AddressMap.STACK, (int) address);
            }
        }
    }

    /// The program counter where a run has come to the end of a snippet.
    long pcAtEnd(long end) {
        return hot ? end + guest.stopBytes() : end;
    }

    /// Where Unicorn is told to stop: it is not if an instruction does that.
    long until(long end) {
        return hot ? 0 : end;
    }

    /// Puts what the windows hold into a state.
    void read(MachineState state) {
        MemorySegment.copy(data, JAVA_BYTE, 0, state.data(), 0, state.data().length);
        MemorySegment.copy(
                stack, JAVA_BYTE, state.stackBase() - AddressMap.STACK, state.stack(), 0, state.stack().length);
    }

    /// The bytes of an instruction in the code region; as many as there can be if `size` is no instruction's.
    byte[] code(long address, int size) {
        int longest = guest.isa().isX86() ? 15 : 4;
        long offset = address - AddressMap.CODE;
        if (offset < 0 || offset >= AddressMap.CODE_SIZE) {
            return new byte[0];
        }
        long length = size > 0 && size <= longest ? size : longest;
        return code.asSlice(offset, Math.min(length, AddressMap.CODE_SIZE - offset))
                .toArray(JAVA_BYTE);
    }
}
