package dev.touchstone.encoder.aarch64;

import java.util.stream.IntStream;

/// A predicate register of SVE, `p0` to `p15`, plain or in a view: `p1.m()` merges, `p1.z()` zeroes, `p1.s()`
/// has a bit for
/// each word.
public final class P {
    private static final P[] ALL = IntStream.range(0, 16).mapToObj(P::new).toArray(P[]::new);

    private final int code;
    private final B bView;
    private final H hView;
    private final S sView;
    private final D dView;
    private final Merging mView;
    private final Zeroing zView;

    private P(int code) {
        this.code = code;
        this.bView = new B(code);
        this.hView = new H(code);
        this.sView = new S(code);
        this.dView = new D(code);
        this.mView = new Merging(code);
        this.zView = new Zeroing(code);
    }

    /// The register of that number.
    ///
    /// @param number 0 to 15
    /// @throws IllegalArgumentException if there is no such register
    public static P of(int number) {
        return ALL[Numbers.check("p", number, ALL.length)];
    }

    /// The number in an instruction.
    public int code() {
        return code;
    }

    /// One bit for each byte.
    public B b() {
        return bView;
    }

    /// One bit for each halfword.
    public H h() {
        return hView;
    }

    /// One bit for each word.
    public S s() {
        return sView;
    }

    /// One bit for each doubleword.
    public D d() {
        return dView;
    }

    /// `/M`: inactive elements keep their values.
    public Merging m() {
        return mView;
    }

    /// `/Z`: inactive elements become zero.
    public Zeroing z() {
        return zView;
    }

    /// The element `index + offset` of bytes.
    public SliceB b(W index, long offset) {
        return new SliceB(code, index, offset);
    }

    /// The element `index + offset` of halfwords.
    public SliceH h(W index, long offset) {
        return new SliceH(code, index, offset);
    }

    /// The element `index + offset` of words.
    public SliceS s(W index, long offset) {
        return new SliceS(code, index, offset);
    }

    /// The element `index + offset` of doublewords.
    public SliceD d(W index, long offset) {
        return new SliceD(code, index, offset);
    }

    @Override
    public String toString() {
        return "p" + code;
    }

    /// A view of a register.
    public abstract static class View extends RegisterView {
        View(int code, String suffix) {
            super("p", code, suffix);
        }
    }

    /// One bit for each byte.
    public static final class B extends View {
        private B(int code) {
            super(code, ".b");
        }
    }

    /// One bit for each halfword.
    public static final class H extends View {
        private H(int code) {
            super(code, ".h");
        }
    }

    /// One bit for each word.
    public static final class S extends View {
        private S(int code) {
            super(code, ".s");
        }
    }

    /// One bit for each doubleword.
    public static final class D extends View {
        private D(int code) {
            super(code, ".d");
        }
    }

    /// `/M`: inactive elements keep their values.
    public static final class Merging extends View {
        private Merging(int code) {
            super(code, "/m");
        }
    }

    /// `/Z`: inactive elements become zero.
    public static final class Zeroing extends View {
        private Zeroing(int code) {
            super(code, "/z");
        }
    }

    /// An element chosen by a register, for bytes.
    ///
    /// @param code the predicate's number
    /// @param index the register that the element's number is in
    /// @param offset what is added to it
    public record SliceB(int code, W index, long offset) {}

    /// An element chosen by a register, for halfwords.
    ///
    /// @param code the predicate's number
    /// @param index the register that the element's number is in
    /// @param offset what is added to it
    public record SliceH(int code, W index, long offset) {}

    /// An element chosen by a register, for words.
    ///
    /// @param code the predicate's number
    /// @param index the register that the element's number is in
    /// @param offset what is added to it
    public record SliceS(int code, W index, long offset) {}

    /// An element chosen by a register, for doublewords.
    ///
    /// @param code the predicate's number
    /// @param index the register that the element's number is in
    /// @param offset what is added to it
    public record SliceD(int code, W index, long offset) {}
}
