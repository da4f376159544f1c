package dev.touchstone.encoder.x86.decode;

import dev.touchstone.encoder.DecodingException;
import dev.touchstone.isa.x86.X86Encoding.Space;

/// Reads prefixes and the opcode map.
final class HeadReader {
    private static final int[] MANDATORY = {0, 0x66, 0xF3, 0xF2};

    private final ByteSource bytes;
    private final int mode;
    private final Head head = new Head();

    private HeadReader(ByteSource bytes, int mode) {
        this.bytes = bytes;
        this.mode = mode;
    }

    /// Leaves the source at the opcode byte.
    static Head read(ByteSource bytes, int mode) {
        HeadReader reader = new HeadReader(bytes, mode);
        reader.legacy();
        reader.extended();
        return reader.head;
    }

    private void legacy() {
        while (true) {
            switch (bytes.peek(0)) {
                case 0x66 -> head.operandSize = true;
                case 0x67 -> head.addressSize = true;
                case 0xF0 -> head.lock = true;
                case 0xF2, 0xF3 -> head.repeat = bytes.peek(0);
                case 0x26, 0x2E, 0x36, 0x3E -> head.segment = (bytes.peek(0) - 0x26 >> 3) + 1;
                case 0x64, 0x65 -> head.segment = bytes.peek(0) - 0x64 + 5;
                default -> {
                    return;
                }
            }
            bytes.take();
            head.prefixes++;
        }
    }

    private void extended() {
        int first = bytes.peek(0);
        boolean vector = mode == 64 || bytes.peek(1) >= 0xC0;
        if (mode == 64 && first >= 0x40 && first <= 0x4F) {
            rex(bytes.take());
            legacyMap();
        } else if (mode == 64 && first == 0xD5) {
            bytes.take();
            rex2(bytes.take());
        } else if (first == 0xC5 && vector) {
            bytes.take();
            vex2(bytes.take());
        } else if (first == 0xC4 && vector) {
            bytes.take();
            vex3(Space.VEX, bytes.take(), bytes.take());
        } else if (first == 0x8F && bytes.peek(1) >= 0 && (bytes.peek(1) & 0x1F) >= 8) {
            bytes.take();
            vex3(Space.XOP, bytes.take(), bytes.take());
        } else if (first == 0x62 && vector) {
            bytes.take();
            evex(bytes.take(), bytes.take(), bytes.take());
        } else {
            legacyMap();
        }
        if (head.isVector() && (head.operandSize || head.repeat != 0 || head.lock || head.rex)) {
            throw new DecodingException("66, F2, F3, F0 or REX before VEX, XOP or EVEX");
        }
    }

    private void legacyMap() {
        if (bytes.peek(0) != 0x0F) {
            return;
        }
        bytes.take();
        int second = bytes.peek(0);
        head.map = second == 0x38 ? 2 : second == 0x3A ? 3 : 1;
        if (head.map > 1) {
            bytes.take();
        }
    }

    private void rex(int rex) {
        head.rex = true;
        head.w = (rex & 8) != 0;
        head.r = (rex & 4) << 1;
        head.x = (rex & 2) << 2;
        head.b = (rex & 1) << 3;
    }

    private void rex2(int payload) {
        head.space = Space.REX2;
        rex(payload & 15);
        head.r |= (payload & 0x40) >> 2;
        head.x |= (payload & 0x20) >> 1;
        head.b |= payload & 0x10;
        head.map = payload >> 7;
    }

    private void vex2(int p) {
        head.space = Space.VEX;
        head.map = 1;
        head.r = ~p >> 4 & 8;
        last(p);
    }

    private void vex3(Space space, int p0, int p1) {
        head.space = space;
        head.map = p0 & 0x1F;
        head.r = ~p0 >> 4 & 8;
        head.x = ~p0 >> 3 & 8;
        head.b = ~p0 >> 2 & 8;
        head.w = (p1 & 0x80) != 0;
        last(p1);
    }

    private void last(int p) {
        head.vvvv = ~p >> 3 & 15;
        head.length = p >> 2 & 1;
        head.prefix = MANDATORY[p & 3];
    }

    /// Bits are those of APX's payload: R3 X3 B3 R4 B4 m m m, W V V V V X4 p p, z L' L b V4 a a a.
    private void evex(int p0, int p1, int p2) {
        head.space = Space.EVEX;
        head.map = p0 & 7;
        head.r = (~p0 >> 4 & 8) | (~p0 & 0x10);
        head.x = (~p0 >> 3 & 8) | (~p1 << 2 & 0x10);
        head.b = (~p0 >> 2 & 8) | (p0 << 1 & 0x10);
        head.xAsB = (~p0 >> 2 & 8) | (~p0 >> 2 & 0x10);
        head.w = (p1 & 0x80) != 0;
        head.vvvv = (~p1 >> 3 & 15) | (~p2 << 1 & 0x10);
        head.prefix = MANDATORY[p1 & 3];
        head.length = p2 >> 5 & 3;
        head.broadcast = (p2 & 0x10) != 0;
        head.zeroing = (p2 & 0x80) != 0;
        head.mask = p2 & 7;
        head.newData = head.broadcast;
        head.noFlags = (p2 & 4) != 0;
        head.p2 = p2;
    }
}
