package dev.touchstone.conformance.subject;

import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.encoder.SyntaxException;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.isa.Isa;
import java.util.EnumSet;
import java.util.Set;

/// This project's assemblers.
final class Touchstone implements Subject {
    @Override
    public String name() {
        return "touchstone";
    }

    @Override
    public Set<Isa> isas() {
        return EnumSet.allOf(Isa.class);
    }

    @Override
    public Encoded encode(Isa isa, Instruction instruction, String text) {
        try {
            return new Encoded.Bytes(Encoding.of(MachineLanguages.of(isa), instruction));
        } catch (EncodingException e) {
            return new Encoded.Refused(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Encoded encode(Isa isa, String statement) {
        MachineLanguage language = MachineLanguages.of(isa);
        try {
            Instruction accepted = language.parse(statement, SymbolScope.NONE, AddressMap.CODE);
            return new Encoded.Bytes(Encoding.of(language, accepted));
        } catch (SyntaxException | EncodingException e) {
            return new Encoded.Refused(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public boolean isExact() {
        return true;
    }
}
