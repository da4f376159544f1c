package dev.touchstone.encoder.x86.decode;

import dev.touchstone.isa.x86.X86Encoding.Space;

/// What stands before the opcode: legacy prefixes and one of REX, REX2, VEX, XOP, EVEX, with inverted bits put
/// right.
final class Head {
    /// How many legacy prefixes there are.
    int prefixes;

    boolean operandSize;
    boolean addressSize;
    boolean lock;
    /// The last of F2 and F3, or 0.
    int repeat;
    /// Segment number plus 1, or 0.
    int segment;

    Space space = Space.LEGACY;
    int map;
    /// Mandatory prefix of VEX, XOP and EVEX: 0, 0x66, 0xF3, 0xF2.
    int prefix;
    boolean w;
    /// Whether a REX prefix stands there, so that codes 4 to 7 of byte registers are spl to dil.
    boolean rex;

    // The bits above the three of ModRM and SIB, as they are added to the number.
    int r;
    int x;
    int b;
    /// EVEX.X as fourth bit of a register in rm; EVEX.R' and B' of APX.
    int xAsB;

    int vvvv;
    int length;
    boolean broadcast;
    boolean zeroing;
    int mask;
    boolean newData;
    boolean noFlags;
    /// EVEX payload bytes, for what APX reads in another way.
    int p2;

    boolean isVector() {
        return space == Space.VEX || space == Space.XOP || space == Space.EVEX;
    }
}
