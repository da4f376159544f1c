package dev.touchstone.conformance.planted;

import dev.touchstone.encoder.Decoded;
import dev.touchstone.encoder.Footprint;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.Machine;
import java.util.List;
import java.util.function.UnaryOperator;

/// A machine language with a fault planted in what it encodes or in what it says of effects.
final class PlantedLanguage implements MachineLanguage {
    private final MachineLanguage real;
    private final UnaryOperator<byte[]> bytes;
    private final UnaryOperator<Footprint> footprint;

    private PlantedLanguage(MachineLanguage real, UnaryOperator<byte[]> bytes, UnaryOperator<Footprint> footprint) {
        this.real = real;
        this.bytes = bytes;
        this.footprint = footprint;
    }

    static PlantedLanguage withBytes(MachineLanguage real, UnaryOperator<byte[]> bytes) {
        return new PlantedLanguage(real, bytes, UnaryOperator.identity());
    }

    static PlantedLanguage withFootprint(MachineLanguage real, UnaryOperator<Footprint> footprint) {
        return new PlantedLanguage(real, UnaryOperator.identity(), footprint);
    }

    @Override
    public void encode(Instruction instruction, CodeBuffer code) {
        CodeBuffer right = new CodeBuffer(real.machine());
        real.encode(instruction, right);
        code.put(bytes.apply(right.toImage().at(0)));
    }

    @Override
    public Footprint footprint(Instruction instruction) {
        return footprint.apply(real.footprint(instruction));
    }

    @Override
    public Isa isa() {
        return real.isa();
    }

    @Override
    public Machine machine() {
        return real.machine();
    }

    @Override
    public List<? extends Form> forms() {
        return real.forms();
    }

    @Override
    public Instruction parse(String statement, SymbolScope symbols, long address) {
        return real.parse(statement, symbols, address);
    }

    @Override
    public Decoded decode(byte[] code, int offset) {
        return real.decode(code, offset);
    }

    @Override
    public String format(Instruction instruction, long address) {
        return real.format(instruction, address);
    }
}
