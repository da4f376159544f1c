package dev.touchstone.encoder.aarch32;

import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.arm.ItBlock;
import dev.touchstone.encoder.arm.VptBlock;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.Machine;
import dev.touchstone.relocation.RelocationException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Assembles T32: one call, one instruction, written to a [CodeBuffer]. Each instruction is held against the IT
/// block that it
/// stands in.
///
/// ```java
/// T32Assembler t = new T32Assembler();
/// t.cmp(r0, r1);
/// t.ite(GT);
/// t.sub(GT, r0, r0, r1);
/// t.sub(LE, r1, r1, r0);
/// t.bx(lr);
/// byte[] linked = t.code().toImage().at(0x1000);
/// ```
public sealed class T32Assembler implements T32Instructions permits T32MacroAssembler {
    private static final VarHandle HALF = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final CodeBuffer code;
    private final ItBlock block = new ItBlock();
    private final VptBlock vectorBlock = new VptBlock();
    private final T32Sink conditional = new Conditional();
    private final T32Sink predicated = new Predicated();

    /// Assembles into a new buffer.
    public T32Assembler() {
        this(new CodeBuffer(Machine.T32));
    }

    /// Assembles into a buffer, behind what it holds.
    ///
    /// @throws IllegalArgumentException if the buffer is another machine's
    public T32Assembler(CodeBuffer code) {
        if (!code.machine().equals(Machine.T32)) {
            throw new IllegalArgumentException("a T32 assembler writes t32 code, the buffer is for "
                    + code.machine().name());
        }
        this.code = code;
    }

    /// The buffer that is written to.
    public CodeBuffer code() {
        return code;
    }

    /// A new label without a place.
    public Label newLabel() {
        return code.newLabel();
    }

    /// Gives a label the current position as its place.
    ///
    /// @throws EncodingException inside of an IT block: nothing may be branched to there
    public void bind(Label label) {
        if (!block.isFree()) {
            throw new EncodingException("IT", "label", label, "labels outside of IT blocks");
        }
        code.bind(label);
    }

    @Override
    public boolean isFree() {
        return block.isFree();
    }

    @Override
    public T32Sink inBlock(Condition condition, boolean last) {
        vectorBlock.checkPlain();
        block.check(condition.code(), last);
        return conditional;
    }

    @Override
    public void beginBlock(int half) {
        block.checkUnconditional();
        code.holdTogether(ItBlock.mostBytes(half));
        half(half);
        block.begin(half);
    }

    @Override
    public T32Sink inVector(boolean then) {
        block.checkUnconditional();
        vectorBlock.check(then);
        return predicated;
    }

    @Override
    public T32Sink beginVector(int pattern) {
        block.checkUnconditional();
        vectorBlock.checkPlain();
        code.holdTogether(VptBlock.mostBytes(pattern));
        return new Opening(pattern);
    }

    @Override
    public void half(int half) {
        block.checkUnconditional();
        vectorBlock.checkPlain();
        put(half);
    }

    @Override
    public void word(int word) {
        block.checkUnconditional();
        vectorBlock.checkPlain();
        putWide(word);
    }

    @Override
    public void half(int half, FixupKind kind, Label target, long addend) {
        block.checkUnconditional();
        vectorBlock.checkPlain();
        put(half, kind, target, addend);
    }

    @Override
    public void word(int word, FixupKind kind, Label target, long addend) {
        block.checkUnconditional();
        vectorBlock.checkPlain();
        putWide(word, kind, target, addend);
    }

    private void put(int half) {
        CodeBuffer buffer = code;
        int at = buffer.reserve(2);
        HALF.set(buffer.array(), at, (short) half);
        buffer.commit(at + 2);
    }

    private void putWide(int word) {
        CodeBuffer buffer = code;
        int at = buffer.reserve(4);
        WORD.set(buffer.array(), at, Integer.rotateLeft(word, 16));
        buffer.commit(at + 4);
    }

    private void put(int half, FixupKind kind, Label target, long addend) {
        code.own(target);
        int at = code.reserve(2);
        put(half);
        fixup(kind, at, target, addend);
    }

    private void putWide(int word, FixupKind kind, Label target, long addend) {
        code.own(target);
        int at = code.reserve(4);
        putWide(word);
        fixup(kind, at, target, addend);
    }

    private void fixup(FixupKind kind, int at, Label target, long addend) {
        try {
            code.fixup(kind, at, target, addend);
        } catch (RelocationException e) {
            code.commit(at);
            throw e;
        }
    }

    /// Takes the one instruction that was checked against a block, and moves on once it is written.
    private abstract class Checked implements T32Sink {
        abstract void written();

        @Override
        public void half(int half) {
            put(half);
            written();
        }

        @Override
        public void word(int word) {
            putWide(word);
            written();
        }

        @Override
        public void half(int half, FixupKind kind, Label target, long addend) {
            put(half, kind, target, addend);
            written();
        }

        @Override
        public void word(int word, FixupKind kind, Label target, long addend) {
            putWide(word, kind, target, addend);
            written();
        }

        @Override
        public boolean isFree() {
            return T32Assembler.this.isFree();
        }

        @Override
        public T32Sink inBlock(Condition condition, boolean last) {
            return T32Assembler.this.inBlock(condition, last);
        }

        @Override
        public void beginBlock(int half) {
            T32Assembler.this.beginBlock(half);
        }

        @Override
        public T32Sink inVector(boolean then) {
            return T32Assembler.this.inVector(then);
        }

        @Override
        public T32Sink beginVector(int pattern) {
            return T32Assembler.this.beginVector(pattern);
        }
    }

    private final class Conditional extends Checked {
        @Override
        void written() {
            block.step();
        }
    }

    private final class Predicated extends Checked {
        @Override
        void written() {
            vectorBlock.step();
        }
    }

    private final class Opening extends Checked {
        private final int pattern;

        Opening(int pattern) {
            this.pattern = pattern;
        }

        @Override
        void written() {
            vectorBlock.begin(pattern);
        }
    }
}
