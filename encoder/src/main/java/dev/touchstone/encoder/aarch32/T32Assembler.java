package dev.touchstone.encoder.aarch32;

import dev.touchstone.encoder.EncodingException;
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
public final class T32Assembler implements T32Instructions {
    private static final VarHandle HALF = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final CodeBuffer code;
    private final ItBlock block = new ItBlock();
    private final VptBlock vectorBlock = new VptBlock();

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
        block.admit(condition, last);
        return this;
    }

    @Override
    public void beginBlock(int half) {
        half(half);
        block.begin(half);
    }

    @Override
    public T32Sink inVector(boolean then) {
        vectorBlock.admit(then);
        return this;
    }

    @Override
    public T32Sink beginVector(int pattern) {
        vectorBlock.announce(pattern);
        return this;
    }

    @Override
    public void half(int half) {
        vectorBlock.step();
        block.step();
        CodeBuffer buffer = code;
        int at = buffer.reserve(2);
        HALF.set(buffer.array(), at, (short) half);
        buffer.commit(at + 2);
    }

    @Override
    public void word(int word) {
        vectorBlock.step();
        block.step();
        CodeBuffer buffer = code;
        int at = buffer.reserve(4);
        WORD.set(buffer.array(), at, Integer.rotateLeft(word, 16));
        buffer.commit(at + 4);
    }

    @Override
    public void half(int half, FixupKind kind, Label target, long addend) {
        code.own(target);
        int at = code.position();
        half(half);
        fixup(kind, at, target, addend);
    }

    @Override
    public void word(int word, FixupKind kind, Label target, long addend) {
        code.own(target);
        int at = code.position();
        word(word);
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
}
