package dev.touchstone.conformance.judge;

import dev.touchstone.conformance.state.StatePreparer;
import dev.touchstone.conformance.state.UndefinedFlags;
import dev.touchstone.encoder.Decoded;
import dev.touchstone.encoder.Footprint;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.Snippet;
import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// The instructions of a program, as its bytes read from the first to the last, and what all of them touch.
///
/// @param footprint whose undefined flags are those that an instruction may leave undefined at the end
record ProgramCode(byte[] bytes, List<Instruction> instructions, Footprint footprint) {
    /// A shrunk program may loop for ever.
    private static final Duration TIMEOUT = Duration.ofMillis(100);

    /// @throws dev.touchstone.encoder.DecodingException if the tables don't have one of them
    static ProgramCode of(MachineLanguage language, byte[] bytes) {
        List<Instruction> instructions = new ArrayList<>();
        List<Footprint> footprints = new ArrayList<>();
        for (int at = 0; at < bytes.length; ) {
            Decoded decoded = language.decode(bytes, at);
            instructions.add(decoded.instruction());
            footprints.add(language.footprint(decoded.instruction()));
            at += decoded.length();
        }
        return new ProgramCode(bytes, instructions, union(language.isa(), footprints));
    }

    Set<Form> forms() {
        Set<Form> forms = new LinkedHashSet<>();
        instructions.forEach(instruction -> forms.add(instruction.form()));
        return forms;
    }

    Snippet snippet(MachineLanguage language, RandomGenerator random) {
        CodeBuffer code = new CodeBuffer(language.machine());
        code.put(bytes);
        return new Snippet(
                language.isa(),
                code.toImage(),
                0,
                new StatePreparer(language.isa(), random).program(AddressMap.CODE + bytes.length),
                TIMEOUT);
    }

    /// Where control may jump, a flag that is defined later may not be.
    private static Footprint union(Isa isa, List<Footprint> footprints) {
        boolean straight = footprints.stream().noneMatch(Footprint::branches);
        UndefinedFlags left = new UndefinedFlags(isa);
        Set<String> reads = new HashSet<>();
        Set<String> writes = new HashSet<>();
        Set<String> flagsRead = new HashSet<>();
        Set<String> flagsWritten = new HashSet<>();
        Set<String> undefined = new HashSet<>();
        List<Footprint.MemoryAccess> memory = new ArrayList<>();
        Set<String> traits = new HashSet<>();
        for (Footprint one : footprints) {
            reads.addAll(one.reads());
            writes.addAll(one.writes());
            flagsRead.addAll(one.flagsRead());
            flagsWritten.addAll(one.flagsWritten());
            left.after(one);
            undefined.addAll(one.flagsUndefined());
            flagsWritten.addAll(one.flagsUndefined());
            memory.addAll(one.memory());
            traits.addAll(one.traits());
        }
        return new Footprint(
                reads, writes, flagsRead, flagsWritten, straight ? left.flags() : undefined, memory, traits);
    }
}
