package dev.touchstone.encoder.aarch64;

import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.Machine;
import dev.touchstone.relocation.RelocationException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Assembles A64: one call, one instruction, written to a [CodeBuffer].
///
/// ```java
/// A64Assembler a = new A64Assembler();
/// Label loop = a.newLabel();
/// a.bind(loop);
/// a.ldr(x3, mem(x1).post(8));
/// a.subs(x2, x2, 1);
/// a.b(NE, loop);
/// a.ret(x30);
/// byte[] linked = a.code().toImage().at(0x1000);
/// ```
public sealed class A64Assembler implements A64Instructions permits A64MacroAssembler {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final CodeBuffer code;

    /// Assembles into a new buffer.
    public A64Assembler() {
        this(new CodeBuffer(Machine.A64));
    }

    /// Assembles into a buffer, behind what it holds.
    ///
    /// @throws IllegalArgumentException if the buffer is another machine's
    public A64Assembler(CodeBuffer code) {
        if (!code.machine().equals(Machine.A64)) {
            throw new IllegalArgumentException("an A64 assembler writes a64 code, the buffer is for "
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
    public void bind(Label label) {
        code.bind(label);
    }

    @Override
    public void word(int word) {
        CodeBuffer buffer = code;
        int at = buffer.reserve(4);
        WORD.set(buffer.array(), at, word);
        buffer.commit(at + 4);
    }

    @Override
    public void word(int word, FixupKind kind, Label target, long addend) {
        code.own(target);
        int at = code.reserve(4);
        word(word);
        try {
            code.fixup(kind, at, target, addend);
        } catch (RelocationException e) {
            code.commit(at);
            throw e;
        }
    }
}
