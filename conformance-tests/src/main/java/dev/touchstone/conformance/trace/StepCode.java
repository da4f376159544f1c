package dev.touchstone.conformance.trace;

import dev.touchstone.encoder.Decoded;
import dev.touchstone.encoder.Footprint;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.exec.MachineState;
import java.util.BitSet;

/// A snippet's code, and what it becomes so that a run stops behind one instruction of it.
final class StepCode {
    /// Between an exclusive load and its store there are few instructions.
    private static final int MOST_EXCLUSIVE = 16;

    private final MachineLanguage language;
    private final Trap trap;
    private final byte[] code;
    private final byte[] traps;

    StepCode(MachineLanguage language, byte[] code) {
        this.language = language;
        this.trap = Trap.of(language);
        this.code = code;
        this.traps = trap.fill(code.length);
    }

    /// Code of which a part is as it was, and the rest traps.
    ///
    /// @param from the offset of the part's first instruction
    /// @param to the offset of what stands behind its last one
    /// @param kept the offsets of all bytes that are as they were
    record Part(int from, int to, byte[] code, BitSet kept) {
        /// Whether a fault at that place is the trap there.
        boolean isTrap(long offset) {
            return offset >= 0 && offset < code.length && !kept.get((int) offset);
        }
    }

    Trap trap() {
        return trap;
    }

    byte[] whole() {
        return code;
    }

    /// Nothing but traps.
    Part none() {
        return new Part(0, 0, traps, new BitSet());
    }

    /// Nothing but the code.
    Part all(int from, int to) {
        BitSet kept = new BitSet();
        kept.set(0, code.length);
        return new Part(from, to, code, kept);
    }

    /// The instruction at a place: with those that can't be parted from it, and with what they read.
    ///
    /// @param state in which it is about to run
    Part part(int offset, Decoded decoded, MachineState state) {
        int to = offset + decoded.length();
        Footprint footprint = language.footprint(decoded.instruction());
        if (isExclusive(footprint, true)) {
            to = exclusiveEnd(to);
        }
        CodeReads reads = CodeReads.of(footprint, state, offset, decoded.length(), code.length);
        if (reads.unknown() && !footprint.leaves()) {
            return allBut(offset, to);
        }
        BitSet kept = new BitSet(code.length);
        keep(kept, reads.offsets());
        // What is read behind it can't be a trap: then the instructions there belong to it.
        while (to < code.length && kept.get(to)) {
            Decoded next = language.tryDecode(code, to);
            if (next == null) {
                break;
            }
            keep(
                    kept,
                    CodeReads.of(language.footprint(next.instruction()), state, to, next.length(), code.length)
                            .offsets());
            to += next.length();
        }
        kept.set(offset, to);
        byte[] copy = traps.clone();
        for (int at = kept.nextSetBit(0); at >= 0; at = kept.nextSetBit(at + 1)) {
            copy[at] = code[at];
        }
        return new Part(offset, to, copy, kept);
    }

    /// Keeps bytes, and all of each trap that one of them would be of.
    private void keep(BitSet kept, BitSet read) {
        int unit = trap.length();
        for (int at = read.nextSetBit(0); at >= 0; at = read.nextSetBit(at + 1)) {
            int first = at / unit * unit;
            kept.set(first, Math.min(first + unit, code.length));
        }
    }

    /// All as it was, but for one trap behind a part.
    private Part allBut(int from, int to) {
        Part all = all(from, to);
        byte[] copy = code.clone();
        int end = Math.min(to + trap.length(), code.length);
        all.kept().clear(to, end);
        System.arraycopy(traps, 0, copy, to, end - to);
        return new Part(from, to, copy, all.kept());
    }

    private int exclusiveEnd(int from) {
        int at = from;
        for (int i = 0; i < MOST_EXCLUSIVE && at < code.length; i++) {
            Decoded decoded = language.tryDecode(code, at);
            if (decoded == null) {
                break;
            }
            at += decoded.length();
            if (isExclusive(language.footprint(decoded.instruction()), false)) {
                return at;
            }
        }
        return from;
    }

    /// Whether it is an exclusive load, or an exclusive store.
    private static boolean isExclusive(Footprint footprint, boolean load) {
        return footprint.traits().contains("exclusive")
                && footprint.memory().stream().anyMatch(access -> load ? !access.written() : access.written());
    }
}
