package dev.touchstone.conformance.planted;

import dev.touchstone.conformance.subject.Encoded;
import dev.touchstone.conformance.subject.Encoding;
import dev.touchstone.conformance.subject.Subject;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import java.util.Map;
import java.util.Set;

/// Our encoder for some forms of one set, with an error in each.
///
/// @param plants by form
record PlantedSubject(Isa isa, Map<Form, Plant> plants) implements Subject {
    @Override
    public String name() {
        return "planted";
    }

    @Override
    public Set<Isa> isas() {
        return Set.of(isa);
    }

    @Override
    public boolean has(Isa set, Form form) {
        return plants.containsKey(form);
    }

    @Override
    public boolean isExact() {
        return true;
    }

    @Override
    public Encoded encode(Isa set, Instruction instruction, String text) {
        byte[] right = Encoding.of(MachineLanguages.of(set), instruction);
        Plant plant = plants.get(instruction.form());
        return plant == null ? new Encoded.Bytes(right) : plant.encode(instruction, right);
    }

    @Override
    public Encoded encode(Isa set, String statement) {
        return TOUCHSTONE.encode(set, statement);
    }
}
