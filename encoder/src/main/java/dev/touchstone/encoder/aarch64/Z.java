package dev.touchstone.encoder.aarch64;

import java.util.stream.IntStream;

/// A scalable vector register of SVE, `z0` to `z31`. Most instructions take a view of it: elements (`z3.s()`)
/// or one element
/// (`z3.s(1)`).
public final class Z {
    private static final Z[] ALL = IntStream.range(0, 32).mapToObj(Z::new).toArray(Z[]::new);

    private final int code;
    private final B bView;
    private final H hView;
    private final S sView;
    private final D dView;
    private final Q qView;

    private Z(int code) {
        this.code = code;
        this.bView = new B(code);
        this.hView = new H(code);
        this.sView = new S(code);
        this.dView = new D(code);
        this.qView = new Q(code);
    }

    /// The register of that number.
    ///
    /// @param number 0 to 31
    /// @throws IllegalArgumentException if there is no such register
    public static Z of(int number) {
        return ALL[Numbers.check("z", number, ALL.length)];
    }

    /// The number in an instruction.
    public int code() {
        return code;
    }

    /// Elements of a byte.
    public B b() {
        return bView;
    }

    /// Elements of a halfword.
    public H h() {
        return hView;
    }

    /// Elements of a word.
    public S s() {
        return sView;
    }

    /// Elements of a doubleword.
    public D d() {
        return dView;
    }

    /// Elements of a quadword.
    public Q q() {
        return qView;
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

    /// The quadword `index`, counted from 0; the instruction that takes it checks the range.
    public LaneQ q(int index) {
        return new LaneQ(code, index);
    }

    /// The low 128 bits.
    public V v() {
        return V.of(code);
    }

    /// The segment `index`, of a size that the instruction implies.
    public Lane lane(int index) {
        return new Lane(code, index);
    }

    @Override
    public String toString() {
        return "z" + code;
    }

    /// A view of a register.
    public abstract static class View extends RegisterView {
        View(int code, String suffix) {
            super("z", code, suffix);
        }
    }

    /// Elements of a byte.
    public static final class B extends View {
        private B(int code) {
            super(code, ".b");
        }
    }

    /// Elements of a halfword.
    public static final class H extends View {
        private H(int code) {
            super(code, ".h");
        }
    }

    /// Elements of a word.
    public static final class S extends View {
        private S(int code) {
            super(code, ".s");
        }
    }

    /// Elements of a doubleword.
    public static final class D extends View {
        private D(int code) {
            super(code, ".d");
        }
    }

    /// Elements of a quadword.
    public static final class Q extends View {
        private Q(int code) {
            super(code, ".q");
        }
    }

    /// An element of a register.
    public abstract static class Element extends RegisterElement {
        Element(int code, String suffix, int index) {
            super("z", code, suffix, index);
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

    /// The quadword.
    public static final class LaneQ extends Element {
        private LaneQ(int code, int index) {
            super(code, ".q", index);
        }
    }

    /// A segment of a register, of a size that the instruction implies.
    public static final class Lane extends Element {
        private Lane(int code, int index) {
            super(code, "", index);
        }
    }
}
