package dev.touchstone.encoder.arm;

import dev.touchstone.encoder.Decoded;
import dev.touchstone.encoder.DecodingException;
import dev.touchstone.encoder.EncodingLayout;
import dev.touchstone.encoder.Footprint;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.RelocationOperators;
import dev.touchstone.encoder.StatementParser;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.encoder.SyntaxException;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.arm.ArmForm;
import dev.touchstone.isa.arm.ArmTables;
import dev.touchstone.isa.arm.codec.ConditionCodec;
import dev.touchstone.isa.arm.codec.Cursor;
import dev.touchstone.isa.arm.codec.LabelCodec;
import dev.touchstone.relocation.AArch32Fixups;
import dev.touchstone.relocation.AArch64Fixups;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.FixupTable;
import dev.touchstone.relocation.Machine;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A64, A32 or T32.
public final class ArmLanguage implements MachineLanguage {
    private static final int ALWAYS = 14;

    /// Any condition of an instruction in an IT block.
    private static final int IN_BLOCK = 0;

    private final Isa isa;
    private final Machine machine;
    private final RelocationOperators relocations;
    private final List<ArmForm> forms;
    private final MnemonicIndex mnemonics;
    private final WordDecoder decoder;
    private final Footprints footprints;

    private static final class A64 {
        static final ArmLanguage LANGUAGE = new ArmLanguage(Isa.A64, Machine.A64, AArch64Fixups.TABLE);
    }

    private static final class A32 {
        static final ArmLanguage LANGUAGE = new ArmLanguage(Isa.A32, Machine.A32, AArch32Fixups.TABLE);
    }

    private static final class T32 {
        static final ArmLanguage LANGUAGE = new ArmLanguage(Isa.T32, Machine.T32, AArch32Fixups.TABLE);
    }

    private ArmLanguage(Isa isa, Machine machine, FixupTable fixups) {
        this.isa = isa;
        this.machine = machine;
        this.relocations = RelocationOperators.load(isa == Isa.A64 ? "aarch64.operators" : "aarch32.operators", fixups);
        this.forms = ArmTables.forms(isa);
        this.mnemonics = new MnemonicIndex(forms);
        this.decoder = new WordDecoder(isa, forms);
        this.footprints = new Footprints(isa);
    }

    /// The language of a set; made at the first call.
    ///
    /// @throws IllegalArgumentException if the set is not one of Arm's
    public static ArmLanguage of(Isa isa) {
        return switch (isa) {
            case A64 -> A64.LANGUAGE;
            case A32 -> A32.LANGUAGE;
            case T32 -> T32.LANGUAGE;
            case X86_64, X86_32 -> throw new IllegalArgumentException(isa + " is not a set of Arm's");
        };
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
    public List<ArmForm> forms() {
        return forms;
    }

    @Override
    public ArmInstruction parse(String statement, SymbolScope symbols, long address) {
        return parse(statement, symbols, form -> true);
    }

    @Override
    public StatementParser newBlock() {
        return isa == Isa.T32 ? new ConditionalBlocks(this) : this::parse;
    }

    /// Parses one statement.
    ///
    /// @param place whether a row may stand where the statement does
    /// @throws SyntaxException if no such row takes the text
    /// @throws EncodingException if one does but an operand's value is not allowed
    ArmInstruction parse(String statement, SymbolScope symbols, Predicate<ArmForm> place) {
        Cursor cursor = new Cursor(statement, true);
        cursor.skipBlanks();
        int start = cursor.position();
        String lower = cursor.lower();
        int end = start;
        while (end < lower.length() && " \t[{#".indexOf(lower.charAt(end)) < 0) {
            end++;
        }
        String mnemonic = lower.substring(start, end);
        List<MnemonicIndex.Candidate> candidates = mnemonics.find(mnemonic);
        if (candidates.isEmpty()) {
            throw new SyntaxException(
                    mnemonic.isEmpty() ? "there is no instruction" : "unknown mnemonic \"" + mnemonic + "\" in " + isa,
                    start + 1);
        }
        cursor.position(end);
        StatementMatcher matcher = new StatementMatcher(
                cursor, symbols, relocations, candidates.getFirst().form());
        boolean hasPlace = false;
        ArmInstruction ahead = null;
        for (MnemonicIndex.Candidate candidate : candidates) {
            if (!place.test(candidate.form())) {
                continue;
            }
            hasPlace = true;
            ArmInstruction instruction = matcher.match(candidate.form(), candidate.value());
            if (instruction != null && !isBehind(instruction)) {
                return instruction;
            }
            ahead = ahead == null ? instruction : ahead;
        }
        if (ahead != null) {
            return ahead;
        }
        if (!hasPlace) {
            throw new SyntaxException("\"" + mnemonic + "\" can't stand in an IT block", start + 1);
        }
        throw matcher.failure();
    }

    /// Whether a label stands behind the instruction already, where its kind of fixup reaches ahead alone:
    /// another row may reach it, as LDR's wide encoding of T32.
    private static boolean isBehind(ArmInstruction instruction) {
        for (LabelReference label : instruction.labels()) {
            if (label.kind().isRelativeToPlace()
                    && label.kind().minimum() == 0
                    && label.label().isBound()
                    && label.addend() <= 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void encode(Instruction instruction, CodeBuffer code) {
        ArmInstruction arm = (ArmInstruction) instruction;
        int word = WordCoder.encode(arm.form(), arm.values());
        if (arm.form().itPattern() >= 0) {
            code.holdTogether(ItBlock.mostBytes(word));
        } else if (arm.form().vptPattern() >= 0) {
            code.holdTogether(VptBlock.mostBytes((int) arm.value(arm.form().vptPattern())));
        }
        int at = code.reserve(4);
        if (arm.form().bits().width() == 16) {
            code.put16(word);
        } else if (isa == Isa.T32) {
            code.put16(word >>> 16);
            code.put16(word);
        } else {
            code.put32(word);
        }
        for (LabelReference label : arm.labels()) {
            LabelCodec codec = (LabelCodec) arm.form().holes().get(label.hole()).codec();
            code.fixup(label.kind(), at, label.label(), label.addend() + codec.addend());
        }
    }

    @Override
    public List<ArmInstruction> prelude(Instruction instruction) {
        int condition = ((ArmInstruction) instruction).itCondition();
        return isa != Isa.T32 || condition == ALWAYS
                ? List.of()
                : List.of(parse("it " + ConditionCodec.name(condition), SymbolScope.NONE, 0));
    }

    @Override
    public Decoded decode(byte[] code, int offset) {
        return decode(code, offset, ALWAYS);
    }

    @Override
    public @Nullable Decoded tryDecode(byte[] code, int offset) {
        return decoder.find(code, offset, ALWAYS);
    }

    /// Decodes an instruction that stands in an IT block.
    ///
    /// @param condition that the block gives the instruction; 14 outside of blocks
    /// @throws DecodingException if there is none of the tables
    public Decoded decode(byte[] code, int offset, int condition) {
        Decoded found = decoder.find(code, offset, condition);
        if (found == null) {
            throw new DecodingException(decoder.refusal(code, offset));
        }
        return found;
    }

    @Override
    public EncodingLayout layout(byte[] code, int offset) {
        Decoded decoded;
        try {
            decoded = decode(code, offset);
        } catch (DecodingException e) {
            if (isa != Isa.T32) {
                throw e;
            }
            decoded = decode(code, offset, IN_BLOCK);
        }
        ArmForm form = (ArmForm) decoded.instruction().form();
        return WordLayout.of(isa, form.bits(), code, offset);
    }

    /// The forms that a decoder tries for a word.
    ArmForm[] candidates(int width, int word) {
        return decoder.candidates(width, word);
    }

    @Override
    public String format(Instruction instruction, long address) {
        StringBuilder out = new StringBuilder(48);
        format(instruction, address, out);
        return out.toString();
    }

    @Override
    public void format(Instruction instruction, long address, StringBuilder out) {
        StatementFormatter.format((ArmInstruction) instruction, out);
    }

    /// The text with other text in place of one operand, legal or not.
    ///
    /// @param hole index of the operand among the form's holes
    public String formatWith(ArmInstruction instruction, int hole, String operand) {
        return StatementFormatter.format(instruction, hole, operand);
    }

    @Override
    public Footprint footprint(Instruction instruction) {
        return footprints.of((ArmInstruction) instruction);
    }
}
