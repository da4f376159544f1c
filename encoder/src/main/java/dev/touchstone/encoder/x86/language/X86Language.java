package dev.touchstone.encoder.x86.language;

import dev.touchstone.encoder.Decoded;
import dev.touchstone.encoder.EncodingLayout;
import dev.touchstone.encoder.Footprint;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.encoder.x86.X86Encoder;
import dev.touchstone.encoder.x86.X86Footprints;
import dev.touchstone.encoder.x86.X86Instruction;
import dev.touchstone.encoder.x86.decode.LayoutReader;
import dev.touchstone.encoder.x86.decode.X86Decoder;
import dev.touchstone.encoder.x86.text.IntelFormatter;
import dev.touchstone.encoder.x86.text.IntelParser;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.x86.X86Form;
import dev.touchstone.isa.x86.X86Tables;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.Machine;
import java.util.List;

/// x86-64 or x86-32, in Intel syntax.
public final class X86Language implements MachineLanguage {
    /// x86-64.
    public static final X86Language X86_64 = new X86Language(Isa.X86_64, Machine.X86_64, 64);

    /// x86-32.
    public static final X86Language X86_32 = new X86Language(Isa.X86_32, Machine.X86_32, 32);

    /// Makes the languages for [MachineLanguages].
    public static final class Provider implements MachineLanguages.Provider {
        @Override
        public List<Isa> isas() {
            return List.of(Isa.X86_64, Isa.X86_32);
        }

        @Override
        public MachineLanguage create(Isa isa) {
            return isa == Isa.X86_64 ? X86_64 : X86_32;
        }
    }

    private final Isa isa;
    private final Machine machine;
    private final int mode;
    private final List<X86Form> forms;

    private X86Language(Isa isa, Machine machine, int mode) {
        this.isa = isa;
        this.machine = machine;
        this.mode = mode;
        this.forms = X86Tables.forms().stream().filter(form -> form.isIn(mode)).toList();
    }

    @Override
    public Isa isa() {
        return isa;
    }

    @Override
    public Machine machine() {
        return machine;
    }

    @Override
    public List<X86Form> forms() {
        return forms;
    }

    @Override
    public X86Instruction parse(String statement, SymbolScope symbols, long address) {
        return IntelParser.parse(statement, symbols, mode, address);
    }

    @Override
    public void encode(Instruction instruction, CodeBuffer code) {
        X86Encoder.encode((X86Instruction) instruction, code);
    }

    @Override
    public Decoded decode(byte[] code, int offset) {
        return X86Decoder.decode(code, offset, mode);
    }

    @Override
    public EncodingLayout layout(byte[] code, int offset) {
        return LayoutReader.read(code, offset, mode);
    }

    @Override
    public String format(Instruction instruction, long address) {
        return IntelFormatter.format((X86Instruction) instruction, mode, address);
    }

    @Override
    public Footprint footprint(Instruction instruction) {
        return X86Footprints.of((X86Instruction) instruction, mode);
    }
}
