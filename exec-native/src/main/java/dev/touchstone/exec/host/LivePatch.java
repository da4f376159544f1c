package dev.touchstone.exec.host;

import dev.touchstone.encoder.DecodingException;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.host.cache.InstructionCache;
import dev.touchstone.exec.host.patch.Branch;
import dev.touchstone.exec.host.patch.PatchRules;
import dev.touchstone.exec.host.patch.PatchRules.Span;
import dev.touchstone.relocation.Machine;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/// One instruction that is changed while other threads run it.
///
/// ```java
/// LivePatch call = LivePatch.at(code, offset);
/// call.branchTo(other.address()); // a thread that comes by goes to the one or to the other
/// LivePatch.synchronizeThreads(); // now every thread goes to the other
/// ```
///
/// Only what the processors' makers document is done, all else is refused:
///
/// - x86-64: another target of a direct branch, or another value of the immediate at an instruction's end, if these
///   bytes don't lie on both sides of a multiple of 8; on AMD's processors also another instruction of the same
///   length in place of the whole one, if it lies so. What takes a breakpoint first is refused: this process has
///   no handler that goes on behind one.
/// - A64: one of B, BL, BRK, HVC, ISB, NOP, SMC and SVC in place of another.
///
/// The code must stand in memory that runs while it is written: a [CodeHeap], where the system has two views
/// of the same pages.
///
/// Threads may change the same code at the same time; of the same instruction, one of the changes stays.
public final class LivePatch {
    private final NativeCode code;
    private final PatchRules rules;
    private final InstructionCache cache;
    private final int offset;
    private final int length;
    private final boolean maintained;
    private @Nullable Branch branch;

    private LivePatch(NativeCode code, PatchRules rules, InstructionCache cache, int offset, int length) {
        this.code = code;
        this.rules = rules;
        this.cache = cache;
        this.offset = offset;
        this.length = length;
        this.maintained = code.image().machine().equals(Machine.A64);
    }

    /// The instruction at an offset.
    ///
    /// @param offset in bytes from the start of the code; the code between it and the symbol before it, or the
    ///     start, is decoded to see that an instruction begins there
    /// @throws IllegalArgumentException if none does
    /// @throws UnsupportedOperationException if the code's pages can't be written while they run
    public static LivePatch at(NativeCode code, int offset) throws EngineMissingException {
        if (!code.memory().runsWhileWritten()) {
            throw new UnsupportedOperationException(
                    "the page of this code must be made writable, and is not executable then, so no thread may run it:"
                            + " load the code into a CodeHeap, where the system has two views of the same pages");
        }
        PatchRules rules = PatchRules.ofHost(NativeCode.machineOfHost().equals(Machine.A64));
        byte[] bytes = code.bytes();
        if (offset < 0 || offset >= bytes.length) {
            throw new IllegalArgumentException(
                    "no instruction at offset " + offset + ": the code has " + bytes.length + " bytes");
        }
        int at = code.image().symbols().values().stream()
                .mapToInt(Integer::intValue)
                .filter(symbol -> symbol <= offset)
                .max()
                .orElse(0);
        try {
            while (at < offset) {
                int next = at + rules.decode(bytes, at).length();
                if (next > offset) {
                    throw new IllegalArgumentException(
                            "no instruction begins at offset %d, but at %d and %d".formatted(offset, at, next));
                }
                at = next;
            }
            return new LivePatch(
                    code,
                    rules,
                    InstructionCache.ofHost(),
                    offset,
                    rules.decode(bytes, offset).length());
        } catch (DecodingException e) {
            throw new IllegalArgumentException(
                    "which instruction stands at offset %d is not known: at offset %d %s"
                            .formatted(offset, at, e.getMessage()),
                    e);
        }
    }

    /// Where it stands.
    public long address() {
        return code.address() + offset;
    }

    /// The instruction as it stands there.
    public byte[] bytes() {
        code.address();
        return code.memory().segment().asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
    }

    /// Puts another instruction in its place, of the same length.
    ///
    /// @throws UnsupportedOperationException if no documented way does it; the message says what is allowed
    /// @throws DecodingException if it is no instruction
    public void replace(byte... instruction) {
        synchronized (code.memory()) {
            Span span = rules.replace(address(), bytes(), instruction);
            long value = 0;
            for (int i = span.size() - 1; i >= 0; i--) {
                value = value << 8 | instruction[span.offset() + i] & 0xFF;
            }
            branch = null;
            store(span, value);
        }
    }

    /// Has a direct branch or call go elsewhere.
    ///
    /// @throws UnsupportedOperationException if it is no such instruction, its displacement can't be changed by one
    ///     store, or the target is out of its range
    public void branchTo(long target) {
        synchronized (code.memory()) {
            Branch known = branch;
            if (known == null) {
                known = rules.branch(address(), bytes());
                branch = known;
            }
            Span span = known.span();
            store(span, known.to(target, read(offset + span.offset(), span.size())));
        }
    }

    /// One store: of the bytes themselves if they are a power of two and aligned, else of the eight around them.
    private void store(Span span, long value) {
        int from = offset + span.offset();
        int size = span.size();
        if (size == 0) {
            return;
        }
        if (Integer.bitCount(size) == 1 && (code.address() + from) % size == 0) {
            code.memory().store(from, size, value);
        } else {
            int word = from - (int) ((code.address() + from) % 8);
            int shift = 8 * (from - word);
            long mask = (-1L >>> 64 - 8 * size) << shift;
            code.memory().store(word, 8, read(word, 8) & ~mask | value << shift & mask);
        }
        if (maintained) {
            cache.written(address(), length, false);
        }
    }

    /// Bytes of the code, the first one lowest.
    private long read(int from, int size) {
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            value = value << 8 | code.memory().byteAt(from + i) & 0xFF;
        }
        return value;
    }

    /// Returns when each thread of this process runs what was put in place before.
    ///
    /// @throws UnsupportedOperationException if the system has no way to do that; the message says why
    public static void synchronizeThreads() throws EngineMissingException {
        InstructionCache.ofHost().synchronizeThreads();
    }
}
