package dev.touchstone.encoder.x86.decode;

import dev.touchstone.encoder.Decoded;
import dev.touchstone.encoder.EncodingLayout;
import dev.touchstone.encoder.EncodingLayout.Part;
import dev.touchstone.encoder.x86.Seg;
import dev.touchstone.encoder.x86.X86Instruction;
import dev.touchstone.isa.x86.Field;
import dev.touchstone.isa.x86.X86Encoding;
import dev.touchstone.isa.x86.X86Form;
import java.util.ArrayList;
import java.util.List;

/// Takes an encoded instruction apart: prefixes, opcode, ModRM, SIB, displacement and immediates, as the manual
/// names their bits. Bits that a prefix holds inverted are shown as they stand.
public final class LayoutReader {
    /// Long prefixes by their bits after the first byte, as the chapters on them in Intel's manual draw them.
    private static final String[] REX2 = {"M0 R4 X4 B4 W R3 X3 B3"};
    private static final String[] VEX2 = {"R vvvv:4 L pp:2"};
    private static final String[] VEX3 = {"R X B mmmmm:5", "W vvvv:4 L pp:2"};
    private static final String[] EVEX = {"R3 X3 B3 R4 B4 mmm:3", "W vvvv:4 X4 pp:2", "z LL:2 b V4 aaa:3"};
    private static final String[] EVEX_OF_APX = {"R3 X3 B3 R4 B4 mmm:3", "W vvvv:4 X4 pp:2", "000 ND V4 NF 00"};
    private static final String[] EVEX_WITH_CONDITION = {"R3 X3 B3 R4 B4 mmm:3", "W OF SF ZF CF X4 pp:2", "000 ND SC:4"
    };
    private static final int TWO_BYTE_VEX = 0xC5;

    private final byte[] code;
    private final int start;
    private final int mode;
    private final X86Form form;
    private final ByteSource bytes;
    private final List<Part> parts = new ArrayList<>();
    private int at;

    private LayoutReader(byte[] code, int start, int mode, X86Form form) {
        this.code = code;
        this.start = start;
        this.mode = mode;
        this.form = form;
        this.bytes = new ByteSource(code, start);
    }

    /// The layout of the instruction at `code[offset]`.
    ///
    /// @param mode 64 or 32
    /// @throws dev.touchstone.encoder.DecodingException as the decoder does
    public static EncodingLayout read(byte[] code, int offset, int mode) {
        Decoded decoded = X86Decoder.decode(code, offset, mode);
        X86Form form = ((X86Instruction) decoded.instruction()).form();
        LayoutReader reader = new LayoutReader(code, offset, mode, form);
        reader.all(decoded.length());
        return new EncodingLayout(reader.parts);
    }

    private void all(int length) {
        X86Encoding encoding = form.opcode();
        if (encoding.waits()) {
            add("FWAIT", bytes.position() + 1 - start);
            bytes.take();
        }
        Head head = HeadReader.read(bytes, mode);
        int opcode = bytes.position() - start;
        for (int i = 0; i < head.prefixes; i++) {
            add(prefix(code[start + at]), at + 1);
        }
        extension(head);
        add("escape", opcode);
        opcode(encoding);
        bytes.seek(start + at);
        if (encoding.modRm()) {
            address(head, bytes.take());
        }
        if (encoding.suffix() >= 0) {
            add("opcode suffix", at + 1);
        }
        if (encoding.is4()) {
            add("is4", at + 1);
            draw("reg:4 imm4:4");
        }
        trailer(encoding, length);
    }

    private static String prefix(byte prefix) {
        Head head = HeadReader.read(new ByteSource(new byte[] {prefix, 0}, 0), 32);
        return head.operandSize
                ? "operand size"
                : head.addressSize
                        ? "address size"
                        : head.lock
                                ? "LOCK"
                                : head.repeat != 0
                                        ? head.repeat == 0xF3 ? "REP" : "REPNE"
                                        : segment(head) + " override";
    }

    private static String segment(Head head) {
        return new Seg(head.segment - 1).toString();
    }

    private void extension(Head head) {
        switch (head.space) {
            case LEGACY -> {
                if (head.rex) {
                    add("REX", at + 1);
                    draw("0100 W R X B");
                }
            }
            case REX2 -> extension("REX2", REX2);
            case VEX -> extension("VEX", (code[start + at] & 0xFF) == TWO_BYTE_VEX ? VEX2 : VEX3);
            case XOP -> extension("XOP", VEX3);
            case EVEX -> {
                X86Encoding encoding = form.opcode();
                extension("EVEX", !encoding.isApx() ? EVEX : encoding.scc() < 0 ? EVEX_OF_APX : EVEX_WITH_CONDITION);
            }
        }
    }

    private void extension(String name, String[] payload) {
        add(name, at + 1);
        for (int i = 0; i < payload.length; i++) {
            add(name + " P" + i, at + 1);
            draw(payload[i]);
        }
    }

    private void opcode(X86Encoding encoding) {
        int last = encoding.opcode().size() - 1;
        for (int i = 0; i <= last; i++) {
            add("opcode", at + 1);
            if (i == last && encoding.registerInOpcode()) {
                draw("opcode:5 reg:3");
            }
        }
    }

    private void address(Head head, int modRm) {
        add("ModRM", at + 1);
        draw(form.opcode().digit() < 0 ? "mod:2 reg:3 rm:3" : "mod:2 digit:3 rm:3");
        if (modRm >= 0xC0) {
            return;
        }
        int size = head.addressSize ? mode == 64 ? 32 : 16 : mode;
        new AddressReader(form, head, bytes, mode).read(modRm);
        if (size != 16 && (modRm & 7) == 4) {
            add("SIB", at + 1);
            draw("scale:2 index:3 base:3");
        }
        int length = bytes.position() - start - at;
        add("disp" + 8 * length, at + length);
    }

    private void trailer(X86Encoding encoding, int length) {
        List<String> names = form.operands().stream()
                .map(operand -> switch (operand.field()) {
                    case Field.IMMEDIATE -> "imm";
                    case Field.RELATIVE -> "rel";
                    case Field.ADDRESS -> "address";
                    default -> "";
                })
                .filter(name -> !name.isEmpty())
                .toList();
        for (int i = 0; i < names.size(); i++) {
            boolean last = i == names.size() - 1; // of an address's size, maybe: the rest of the bytes
            int bytesOf = last ? length - at : encoding.immediates().get(i);
            add(names.get(i) + 8 * bytesOf, at + bytesOf);
        }
        while (at < length) {
            add("byte", at + 1);
        }
    }

    /// The bytes from where the last part ends to `end`, if there are any.
    private void add(String name, int end) {
        if (end > at) {
            parts.add(Part.of(name, code, start, at, end - at));
            at = end;
        }
    }

    private void draw(String diagram) {
        parts.add(parts.removeLast().drawn(diagram));
    }
}
