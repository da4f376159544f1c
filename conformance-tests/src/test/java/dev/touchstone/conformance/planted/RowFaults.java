package dev.touchstone.conformance.planted;

import dev.touchstone.isa.x86.X86Encoding;
import dev.touchstone.isa.x86.X86Encoding.W;
import java.util.ArrayList;
import java.util.List;

/// A row's opcode column with one thing wrong.
final class RowFaults {
    private RowFaults() {}

    static X86Encoding opcode(X86Encoding e) {
        List<Integer> opcode = new ArrayList<>(e.opcode());
        opcode.set(opcode.size() - 1, opcode.getLast() ^ (e.registerInOpcode() ? 8 : 1));
        return with(e, e.prefix(), e.map(), opcode, e.w(), e.vectorBits(), e.digit(), e.immediates());
    }

    static X86Encoding digit(X86Encoding e) {
        return with(e, e.prefix(), e.map(), e.opcode(), e.w(), e.vectorBits(), e.digit() + 1 & 7, e.immediates());
    }

    static X86Encoding prefix(X86Encoding e) {
        int other = e.prefix() == 0x66 ? 0xF3 : e.prefix() == 0xF3 ? 0xF2 : 0x66;
        return with(e, other, e.map(), e.opcode(), e.w(), e.vectorBits(), e.digit(), e.immediates());
    }

    static X86Encoding map(X86Encoding e) {
        return with(e, e.prefix(), 5 - e.map(), e.opcode(), e.w(), e.vectorBits(), e.digit(), e.immediates());
    }

    static X86Encoding w(X86Encoding e) {
        W other = e.w() == W.ONE ? W.ZERO : W.ONE;
        return with(e, e.prefix(), e.map(), e.opcode(), other, e.vectorBits(), e.digit(), e.immediates());
    }

    static X86Encoding vectorBits(X86Encoding e) {
        int other = e.vectorBits() == 128 ? 256 : 128;
        return with(e, e.prefix(), e.map(), e.opcode(), e.w(), other, e.digit(), e.immediates());
    }

    static X86Encoding immediates(X86Encoding e) {
        List<Integer> other = new ArrayList<>(e.immediates());
        other.set(0, other.getFirst() == 1 ? 2 : other.getFirst() / 2);
        return with(e, e.prefix(), e.map(), e.opcode(), e.w(), e.vectorBits(), e.digit(), other);
    }

    private static X86Encoding with(
            X86Encoding e,
            int prefix,
            int map,
            List<Integer> opcode,
            W w,
            int vectorBits,
            int digit,
            List<Integer> immediates) {
        return new X86Encoding(
                e.text(),
                e.space(),
                prefix,
                e.noPrefix(),
                e.operandSize16(),
                e.addressSize(),
                map,
                e.waits(),
                opcode,
                w,
                vectorBits,
                e.lengthIgnored(),
                e.modRm(),
                digit,
                e.registerInOpcode(),
                e.is4(),
                immediates,
                e.suffix(),
                e.newData(),
                e.noFlags(),
                e.scc());
    }
}
