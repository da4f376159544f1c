package dev.touchstone.conformance.junit;

import dev.touchstone.conformance.subject.Encoded;
import dev.touchstone.conformance.subject.Subject;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.isa.Isa;
import java.util.List;
import java.util.Set;

/// The assembler of the page on testing one's own: it has `add` with two 32-bit registers.
@ConformanceTest(isa = Isa.X86_64, forms = "x86:ADD r/m32, r32")
class AdditionTests implements Subject {
    private static final List<String> REGISTERS = List.of("eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi");

    @Override
    public String name() {
        return "addition";
    }

    @Override
    public Set<Isa> isas() {
        return Set.of(Isa.X86_64);
    }

    @Override
    public Encoded encode(Isa isa, Instruction instruction, String text) {
        String[] words = text.split("[ ,]+");
        int destination = REGISTERS.indexOf(words[1]);
        int source = REGISTERS.indexOf(words[2]);
        if (words.length != 3 || !words[0].equals("add") || destination < 0 || source < 0) {
            return new Encoded.Unknown("it adds registers from eax to edi");
        }
        return new Encoded.Bytes(new byte[] {0x01, (byte) (0xC0 | source << 3 | destination)});
    }
}
