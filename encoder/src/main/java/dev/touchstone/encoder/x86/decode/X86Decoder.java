package dev.touchstone.encoder.x86.decode;

import dev.touchstone.encoder.Decoded;
import dev.touchstone.encoder.DecodingException;
import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.x86.Rounding;
import dev.touchstone.encoder.x86.X86Encoder;
import dev.touchstone.encoder.x86.X86Instruction;
import dev.touchstone.encoder.x86.X86Operand;
import dev.touchstone.encoder.x86.X86Prefix;
import dev.touchstone.isa.x86.X86Encoding.Space;
import dev.touchstone.isa.x86.X86Form;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decodes one instruction.
public final class X86Decoder {
    private static final Rounding[] ROUNDINGS = {Rounding.RN_SAE, Rounding.RD_SAE, Rounding.RU_SAE, Rounding.RZ_SAE};

    /// FWAIT, which FSTCW and its kin have before them.
    private static final int WAIT = 0x9B;

    private X86Decoder() {}

    /// The instruction at `code[offset]`.
    ///
    /// @param mode 64 or 32
    /// @throws DecodingException if the bytes are none of the tables' instructions, or end in the middle of one
    public static Decoded decode(byte[] code, int offset, int mode) {
        ByteSource bytes = new ByteSource(code, offset);
        if (bytes.peek(0) == WAIT) {
            bytes.take();
            Decoded joined = bytes.peek(0) < 0 ? null : decode(bytes, mode, true);
            if (joined != null) {
                return joined;
            }
            bytes.seek(offset);
        }
        Decoded found = decode(bytes, mode, false);
        if (found != null) {
            return found;
        }
        int end = Math.min(code.length, offset + 15);
        throw new DecodingException("no instruction of the tables begins with "
                + HexFormat.ofDelimiter(" ").formatHex(code, offset, end) + " in " + mode + "-bit mode");
    }

    private static @Nullable Decoded decode(ByteSource bytes, int mode, boolean waits) {
        Head head = HeadReader.read(bytes, mode);
        int start = bytes.position();
        int opcode = bytes.peek(0);
        if (opcode < 0) {
            bytes.take();
        }
        List<X86Form> forms = new ArrayList<>(OpcodeMaps.of(mode).at(head.space, head.map, opcode, waits));
        if (head.space == Space.REX2) {
            forms.addAll(OpcodeMaps.of(mode).at(Space.LEGACY, head.map, opcode, waits));
        }
        for (boolean exact : new boolean[] {true, false}) {
            for (X86Form form : forms) {
                bytes.seek(start);
                if (new FormMatch(form, head, bytes, mode, exact).matches()) {
                    X86Instruction instruction = instruction(form, head, bytes, mode);
                    if (instruction != null) {
                        return new Decoded(instruction, bytes.length());
                    }
                }
            }
        }
        return null;
    }

    private static @Nullable X86Instruction instruction(X86Form form, Head head, ByteSource bytes, int mode) {
        OperandDecoder decoder = new OperandDecoder(form, head, bytes, mode);
        List<X86Operand> operands = decoder.read();
        if (!decoder.isSuffixed()) {
            return null;
        }
        X86Instruction instruction =
                new X86Instruction(form, operands, rounding(form, head, decoder.isRegister()), prefix(form, head));
        try {
            X86Encoder.check(instruction, mode);
            return instruction;
        } catch (EncodingException e) {
            return null;
        }
    }

    private static Rounding rounding(X86Form form, Head head, boolean register) {
        if (head.space != Space.EVEX || form.opcode().isApx() || !head.broadcast || !register) {
            return Rounding.NONE;
        }
        boolean rounds = form.operands().stream().anyMatch(o -> o.rounding());
        return rounds ? ROUNDINGS[head.length] : Rounding.SAE;
    }

    private static X86Prefix prefix(X86Form form, Head head) {
        if (head.lock) {
            return X86Prefix.LOCK;
        }
        boolean repeats = form.has("rep") || form.has("repcc");
        if (!repeats || head.repeat == 0) {
            return X86Prefix.NONE;
        }
        return head.repeat == 0xF3 ? X86Prefix.REP : X86Prefix.REPNE;
    }
}
