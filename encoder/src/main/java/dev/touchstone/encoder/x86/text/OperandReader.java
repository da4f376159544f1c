package dev.touchstone.encoder.x86.text;

import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.encoder.SyntaxException;
import dev.touchstone.encoder.x86.FarPointer;
import dev.touchstone.encoder.x86.Imm;
import dev.touchstone.encoder.x86.KMask;
import dev.touchstone.encoder.x86.MaskedXmm;
import dev.touchstone.encoder.x86.MaskedYmm;
import dev.touchstone.encoder.x86.MaskedZmm;
import dev.touchstone.encoder.x86.Mem;
import dev.touchstone.encoder.x86.MemSize;
import dev.touchstone.encoder.x86.Seg;
import dev.touchstone.encoder.x86.St;
import dev.touchstone.encoder.x86.Target;
import dev.touchstone.encoder.x86.X86Operand;
import dev.touchstone.encoder.x86.X86Register;
import dev.touchstone.encoder.x86.X86Registers;
import dev.touchstone.encoder.x86.Xmm;
import dev.touchstone.encoder.x86.Ymm;
import dev.touchstone.encoder.x86.Zmm;
import dev.touchstone.relocation.Label;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads one operand.
final class OperandReader {
    private static final Pattern BROADCAST = Pattern.compile("1to(2|4|8|16|32)");
    private static final Map<String, MemSize> SIZES = Map.ofEntries(
            Map.entry("byte", MemSize.BYTE),
            Map.entry("word", MemSize.WORD),
            Map.entry("dword", MemSize.DWORD),
            Map.entry("fword", MemSize.FWORD),
            Map.entry("qword", MemSize.QWORD),
            Map.entry("tbyte", MemSize.TBYTE),
            Map.entry("xword", MemSize.TBYTE),
            Map.entry("oword", MemSize.XMMWORD),
            Map.entry("xmmword", MemSize.XMMWORD),
            Map.entry("ymmword", MemSize.YMMWORD),
            Map.entry("zmmword", MemSize.ZMMWORD));

    private final Tokens tokens;
    private final SumParser sums;

    OperandReader(Tokens tokens, SymbolScope symbols) {
        this.tokens = tokens;
        this.sums = new SumParser(tokens, symbols);
    }

    /// @throws SyntaxException if no operand stands next
    ParsedOperand read() {
        int column = tokens.peek().column();
        int reach = 0;
        boolean far = false;
        for (boolean more = true; more; ) {
            more = false;
            if (tokens.takesName("short")) {
                reach = 8;
                more = true;
            } else if (tokens.takesName("far")) {
                far = true;
                more = true;
            } else if (tokens.takesName("near")) {
                reach = 32;
                more = true;
            }
        }
        if (far) {
            tokens.takesName("ptr");
        }
        X86Operand plain = plain();
        return decorated(plain, reach, far, column);
    }

    private X86Operand plain() {
        Token token = tokens.peek();
        String name = tokens.nextName();
        if (name.equals("offset")) {
            tokens.take();
            return immediate(sums.sum(), token.column());
        }
        MemSize size = SIZES.get(name);
        if (size != null
                && (tokens.second().kind() == Token.Kind.NAME || tokens.second().is("["))) {
            tokens.take();
            tokens.takesName("ptr");
            return memory(size);
        }
        X86Register register = name.isEmpty() ? null : X86Registers.named(name);
        if (register instanceof Seg && tokens.second().is(":")) {
            return memory(MemSize.NONE);
        }
        if (register != null && !tokens.second().is("[")) {
            tokens.take();
            return register(register);
        }
        if (token.is("[")) {
            return memory(MemSize.NONE);
        }
        Sum sum = sums.sum();
        if (tokens.peek().is("[")) {
            return brackets(sum, token.column());
        }
        if (tokens.takes(":")) {
            return farPointer(sum, token.column());
        }
        return immediate(sum, token.column());
    }

    private X86Operand register(X86Register register) {
        if (register instanceof St && tokens.takes("(")) {
            Token number = tokens.take();
            tokens.expect(")");
            if (number.kind() != Token.Kind.NUMBER || number.value() < 0 || number.value() > 7) {
                throw new SyntaxException(
                        "x87 registers are st(0) to st(7), not st(" + number.text() + ")", number.column());
            }
            return new St((int) number.value());
        }
        return register;
    }

    private Mem memory(MemSize size) {
        int column = tokens.peek().column();
        Seg segment = null;
        if (X86Registers.named(tokens.nextName()) instanceof Seg named
                && tokens.second().is(":")) {
            tokens.take();
            tokens.take();
            segment = named;
        }
        Sum outside = tokens.peek().is("[") ? Sum.ZERO : sums.sum();
        Mem memory = brackets(outside, column);
        memory = size == MemSize.NONE ? memory : memory.size(size);
        return segment == null ? memory : memory.segment(segment);
    }

    private Mem brackets(Sum outside, int column) {
        Sum sum = outside;
        Seg segment = null;
        while (tokens.takes("[")) {
            if (X86Registers.named(tokens.nextName()) instanceof Seg named
                    && tokens.second().is(":")) {
                tokens.take();
                tokens.take();
                segment = named;
            }
            sum = sum.plus(sums.sum(), column);
            tokens.expect("]");
        }
        Mem memory = AddressBuilder.address(sum, column);
        return segment == null ? memory : memory.segment(segment);
    }

    private static X86Operand immediate(Sum sum, int column) {
        if (!sum.isImmediate()) {
            throw new SyntaxException("registers in a sum stand for an address: write it in brackets", column);
        }
        Label label = sum.label();
        return label == null ? new Imm(sum.constant()) : new Target(label, sum.constant());
    }

    private X86Operand farPointer(Sum selector, int column) {
        Sum offset = sums.sum();
        if (!selector.isConstant() || !offset.isConstant()) {
            throw new SyntaxException("a far pointer is two numbers, selector:offset", column);
        }
        if (selector.constant() >>> 16 != 0) {
            throw new SyntaxException(
                    "the selector 0x" + Long.toHexString(selector.constant()) + " has more than 16 bits", column);
        }
        return new FarPointer((int) selector.constant(), offset.constant());
    }

    private ParsedOperand decorated(X86Operand plain, int reach, boolean far, int column) {
        X86Operand value = plain;
        int broadcast = 0;
        while (tokens.peek().kind() == Token.Kind.BRACED) {
            Token token = tokens.peek();
            Matcher count = BROADCAST.matcher(token.text());
            if (count.matches()) {
                if (!(value instanceof Mem memory)) {
                    throw new SyntaxException("only memory is broadcast", token.column());
                }
                value = memory.bcst();
                broadcast = Integer.parseInt(count.group(1));
            } else if (token.text().equals("z")) {
                value = zeroing(value, token);
            } else if (X86Registers.named(token.text()) instanceof KMask mask) {
                value = masked(value, mask, token);
            } else {
                break;
            }
            tokens.take();
        }
        return new ParsedOperand(value, reach, far, broadcast, column);
    }

    private static X86Operand masked(X86Operand value, KMask mask, Token token) {
        try {
            return switch (value) {
                case Xmm register -> register.k(mask);
                case Ymm register -> register.k(mask);
                case Zmm register -> register.k(mask);
                case KMask register -> register.k(mask);
                case Mem memory -> memory.k(mask);
                default ->
                    throw new SyntaxException(
                            "a mask stands after a vector, a mask register or memory", token.column());
            };
        } catch (EncodingException e) {
            throw new SyntaxException("a mask is k1 to k7; k0 means no mask", token.column());
        }
    }

    private static X86Operand zeroing(X86Operand value, Token token) {
        return switch (value) {
            case MaskedXmm register -> register.z();
            case MaskedYmm register -> register.z();
            case MaskedZmm register -> register.z();
            default -> throw new SyntaxException("{z} stands after the mask of a vector register", token.column());
        };
    }
}
