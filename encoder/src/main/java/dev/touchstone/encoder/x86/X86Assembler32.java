package dev.touchstone.encoder.x86;

import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.Machine;

/// The assembler of 32-bit mode: one call, one instruction. Used by one thread at a time.
///
/// ```java
/// X86Assembler32 a = new X86Assembler32();
/// Label done = a.newLabel();
/// a.cmp(eax, 7);
/// a.je(done);
/// a.add(eax, ptr(ebx).index(ecx, 4).disp(16));
/// a.bind(done);
/// a.ret();
/// byte[] code = a.code().toImage().at(0x1000);
/// ```
///
/// The methods are generated from the instruction tables, a family for each CPU feature; each names the rows
/// that it takes, preferred ones first. What has no encoding is refused with an
/// [dev.touchstone.encoder.EncodingException].
public final class X86Assembler32 implements X86Instructions32 {
    private final CodeBuffer code;
    private final X86Emitter emitter;

    /// An assembler with a buffer of its own.
    public X86Assembler32() {
        this(new CodeBuffer(Machine.X86_32));
    }

    /// An assembler that appends to `code`.
    ///
    /// @throws IllegalArgumentException if that is code for another machine
    public X86Assembler32(CodeBuffer code) {
        if (!code.machine().equals(Machine.X86_32)) {
            throw new IllegalArgumentException(
                    "the buffer is for " + code.machine().name() + ", not for x86");
        }
        this.code = code;
        this.emitter = new X86Emitter(code);
    }

    /// The buffer that is written to.
    public CodeBuffer code() {
        return code;
    }

    @Override
    public X86Emitter emitter() {
        return emitter;
    }

    /// A new label without a place.
    public Label newLabel() {
        return code.newLabel();
    }

    /// Gives the label this place.
    ///
    /// @throws dev.touchstone.relocation.RelocationException if it has one, or is another buffer's
    public void bind(Label label) {
        code.bind(label);
    }

    /// The instructions that take a LOCK prefix: `a.lock().add(ptr(rdi), eax)`.
    public X86Locked lock() {
        return this::emitter;
    }

    /// The instructions that take REP, REPE or REPZ: `a.rep().movsb()`.
    public X86Repeated rep() {
        return this::emitter;
    }

    /// The instructions that take REPNE or REPNZ: `a.repne().scasb()`.
    public X86RepeatedNotEqual repne() {
        return this::emitter;
    }

    /// Appends any instruction of the tables.
    ///
    /// @throws dev.touchstone.encoder.EncodingException if its operands have no encoding
    public void emit(X86Instruction instruction) {
        X86Encoder.encode(instruction, code);
    }
}
