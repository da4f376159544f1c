package dev.touchstone.conformance.report;

import dev.touchstone.conformance.subject.Encoded;
import dev.touchstone.conformance.subject.Subject;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.isa.Isa;
import java.util.Set;

/// Our assemblers with faults in a few forms of ADD, so that each kind of disagreement occurs.
final class PlantedSubject implements Subject {
    /// Forms of which only the last three have faults.
    static final String FORMS = "*:ADD *";

    static final String X86_FORM = "x86:ADD r/m64, r64";
    static final String REFUSED_FORM = "x86:ADD r/m16, imm16";
    private static final int ADD = 0x01;
    private static final int XCHG = 0x87;

    @Override
    public String name() {
        return "planted <\"&'>"; // what XML and HTML must escape
    }

    @Override
    public String version() {
        return "0.1";
    }

    @Override
    public Set<Isa> isas() {
        return Set.of(Isa.X86_64, Isa.T32);
    }

    @Override
    public Encoded encode(Isa isa, Instruction instruction, String text) {
        if (instruction.form().id().equals(REFUSED_FORM)) {
            return new Encoded.Refused("no " + text + "; a control character: \u0001");
        }
        Encoded encoded = Subject.TOUCHSTONE.encode(isa, instruction, text);
        if (encoded instanceof Encoded.Bytes(byte[] bytes)) {
            if (isa == Isa.T32) {
                bytes[0] ^= 1; // the low bit of a register or an immediate
            } else if (instruction.form().id().equals(X86_FORM)) {
                for (int i = 0; i + 1 < bytes.length; i++) {
                    if (bytes[i] == ADD && (bytes[i - 1] & 0xF8) == 0x48) {
                        bytes[i] = (byte) XCHG; // which writes both registers, where the row says one
                        break;
                    }
                }
            }
        }
        return encoded;
    }
}
