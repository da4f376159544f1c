package dev.touchstone.encoder.aarch64;

import java.util.stream.IntStream;

/// A SIMD and floating-point register, `v0` to `v31`. Instructions take a view of it: an arrangement
/// (`v3.s4()`), an element
/// (`v3.s(1)`) or a scalar (`v3.s()`, which is `s3`).
public final class V {
    private static final V[] ALL = IntStream.range(0, 32).mapToObj(V::new).toArray(V[]::new);

    private final int code;
    private final B8 b8View;
    private final B16 b16View;
    private final H2 h2View;
    private final H4 h4View;
    private final H8 h8View;
    private final S2 s2View;
    private final S4 s4View;
    private final D1 d1View;
    private final D2 d2View;
    private final Q1 q1View;

    private V(int code) {
        this.code = code;
        this.b8View = new B8(code);
        this.b16View = new B16(code);
        this.h2View = new H2(code);
        this.h4View = new H4(code);
        this.h8View = new H8(code);
        this.s2View = new S2(code);
        this.s4View = new S4(code);
        this.d1View = new D1(code);
        this.d2View = new D2(code);
        this.q1View = new Q1(code);
    }

    /// The register of that number.
    ///
    /// @param number 0 to 31
    /// @throws IllegalArgumentException if there is no such register
    public static V of(int number) {
        return ALL[Numbers.check("v", number, ALL.length)];
    }

    /// The number in an instruction.
    public int code() {
        return code;
    }

    /// `8B`: 8 bytes.
    public B8 b8() {
        return b8View;
    }

    /// `16B`: 16 bytes.
    public B16 b16() {
        return b16View;
    }

    /// `2H`: 2 halfwords, the low 32 bits.
    public H2 h2() {
        return h2View;
    }

    /// `4H`: 4 halfwords.
    public H4 h4() {
        return h4View;
    }

    /// `8H`: 8 halfwords.
    public H8 h8() {
        return h8View;
    }

    /// `2S`: 2 words.
    public S2 s2() {
        return s2View;
    }

    /// `4S`: 4 words.
    public S4 s4() {
        return s4View;
    }

    /// `1D`: 1 doubleword.
    public D1 d1() {
        return d1View;
    }

    /// `2D`: 2 doublewords.
    public D2 d2() {
        return d2View;
    }

    /// `1Q`: 1 quadword.
    public Q1 q1() {
        return q1View;
    }

    /// The byte `index`, counted from 0; the instruction that takes it checks the range.
    public LaneB b(int index) {
        return new LaneB(code, index);
    }

    /// The halfword `index`, counted from 0; the instruction that takes it checks the range.
    public LaneH h(int index) {
        return new LaneH(code, index);
    }

    /// The word `index`, counted from 0; the instruction that takes it checks the range.
    public LaneS s(int index) {
        return new LaneS(code, index);
    }

    /// The doubleword `index`, counted from 0; the instruction that takes it checks the range.
    public LaneD d(int index) {
        return new LaneD(code, index);
    }

    /// The group of 4 bytes `index`, counted from 0; the instruction that takes it checks the range.
    public Lane4B b4(int index) {
        return new Lane4B(code, index);
    }

    /// The group of 2 bytes `index`, counted from 0; the instruction that takes it checks the range.
    public Lane2B b2(int index) {
        return new Lane2B(code, index);
    }

    /// The pair of halfwords `index`, counted from 0; the instruction that takes it checks the range.
    public Lane2H h2(int index) {
        return new Lane2H(code, index);
    }

    /// The register as a scalar, its low byte.
    public B b() {
        return B.of(code);
    }

    /// The register as a scalar, its low halfword.
    public H h() {
        return H.of(code);
    }

    /// The register as a scalar, its low word.
    public S s() {
        return S.of(code);
    }

    /// The register as a scalar, its low doubleword.
    public D d() {
        return D.of(code);
    }

    /// The register as a scalar, its low quadword.
    public Q q() {
        return Q.of(code);
    }

    /// The scalable register whose low 128 bits this is.
    public Z z() {
        return Z.of(code);
    }

    /// The segment `index`, of a size that the instruction implies.
    public Lane lane(int index) {
        return new Lane(code, index);
    }

    @Override
    public String toString() {
        return "v" + code;
    }

    /// A view of a register.
    public abstract static class View extends RegisterView {
        View(int code, String suffix) {
            super("v", code, suffix);
        }
    }

    /// `8B`: 8 bytes.
    public static final class B8 extends View {
        private B8(int code) {
            super(code, ".8b");
        }
    }

    /// `16B`: 16 bytes.
    public static final class B16 extends View {
        private B16(int code) {
            super(code, ".16b");
        }
    }

    /// `2H`: 2 halfwords, the low 32 bits.
    public static final class H2 extends View {
        private H2(int code) {
            super(code, ".2h");
        }
    }

    /// `4H`: 4 halfwords.
    public static final class H4 extends View {
        private H4(int code) {
            super(code, ".4h");
        }
    }

    /// `8H`: 8 halfwords.
    public static final class H8 extends View {
        private H8(int code) {
            super(code, ".8h");
        }
    }

    /// `2S`: 2 words.
    public static final class S2 extends View {
        private S2(int code) {
            super(code, ".2s");
        }
    }

    /// `4S`: 4 words.
    public static final class S4 extends View {
        private S4(int code) {
            super(code, ".4s");
        }
    }

    /// `1D`: 1 doubleword.
    public static final class D1 extends View {
        private D1(int code) {
            super(code, ".1d");
        }
    }

    /// `2D`: 2 doublewords.
    public static final class D2 extends View {
        private D2(int code) {
            super(code, ".2d");
        }
    }

    /// `1Q`: 1 quadword.
    public static final class Q1 extends View {
        private Q1(int code) {
            super(code, ".1q");
        }
    }

    /// An element of a register.
    public abstract static class Element extends RegisterElement {
        Element(int code, String suffix, int index) {
            super("v", code, suffix, index);
        }
    }

    /// The byte.
    public static final class LaneB extends Element {
        private LaneB(int code, int index) {
            super(code, ".b", index);
        }
    }

    /// The halfword.
    public static final class LaneH extends Element {
        private LaneH(int code, int index) {
            super(code, ".h", index);
        }
    }

    /// The word.
    public static final class LaneS extends Element {
        private LaneS(int code, int index) {
            super(code, ".s", index);
        }
    }

    /// The doubleword.
    public static final class LaneD extends Element {
        private LaneD(int code, int index) {
            super(code, ".d", index);
        }
    }

    /// The group of 4 bytes.
    public static final class Lane4B extends Element {
        private Lane4B(int code, int index) {
            super(code, ".4b", index);
        }
    }

    /// The group of 2 bytes.
    public static final class Lane2B extends Element {
        private Lane2B(int code, int index) {
            super(code, ".2b", index);
        }
    }

    /// The pair of halfwords.
    public static final class Lane2H extends Element {
        private Lane2H(int code, int index) {
            super(code, ".2h", index);
        }
    }

    /// A segment of a register, of a size that the instruction implies.
    public static final class Lane extends Element {
        private Lane(int code, int index) {
            super(code, "", index);
        }
    }
}
