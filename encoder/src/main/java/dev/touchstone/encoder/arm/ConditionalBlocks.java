package dev.touchstone.encoder.arm;

import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.StatementParser;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.isa.arm.ArmAttributes.ItPlace;
import dev.touchstone.isa.arm.ArmForm;

/// Parses the statements of T32 text in order, each held against the IT or VPT block that it stands in. In an IT
/// block other rows are chosen than outside: the narrow ones that leave the flags alone.
final class ConditionalBlocks implements StatementParser {
    private static final int ALWAYS = 14;

    private final ArmLanguage language;
    private final ItBlock block = new ItBlock();
    private final VptBlock vectorBlock = new VptBlock();

    ConditionalBlocks(ArmLanguage language) {
        this.language = language;
    }

    /// As [ArmLanguage#parse].
    ///
    /// @throws EncodingException if the instruction's condition or letter is not its block's, or if it may not
    ///     stand at that place
    @Override
    public ArmInstruction parse(String statement, SymbolScope symbols, long address) {
        if (block.isFree()) {
            ArmInstruction instruction = language.parse(statement, symbols, address);
            admitOutside(instruction);
            return instruction;
        }
        ArmInstruction instruction = language.parse(statement, symbols, ConditionalBlocks::isInside);
        if (instruction.form().attributes().it() != ItPlace.ALWAYS) {
            block.check(instruction.itCondition(), isLast(instruction));
        }
        block.step();
        return instruction;
    }

    private static boolean isInside(ArmForm form) {
        ItPlace place = form.attributes().it();
        return place == ItPlace.ALWAYS || form.itCondition() >= 0 && place.isIn();
    }

    /// Whatever writes the program counter must end its block.
    private boolean isLast(ArmInstruction instruction) {
        return instruction.form().attributes().it() == ItPlace.LAST
                || instruction.form().effects().traits().contains("branch")
                || language.footprint(instruction).writes().contains("pc");
    }

    private void admitOutside(ArmInstruction instruction) {
        ArmForm form = instruction.form();
        if (instruction.itCondition() != ALWAYS) {
            block.check(instruction.itCondition(), false);
        }
        long letter = form.vptPlace() < 0 ? 0 : instruction.value(form.vptPlace());
        if (letter == 0) {
            vectorBlock.checkPlain();
        } else {
            vectorBlock.check(letter == 1);
            vectorBlock.step();
        }
        if (form.itPattern() >= 0) {
            block.begin(WordCoder.encode(form, instruction.values()));
        }
        if (form.vptPattern() >= 0) {
            vectorBlock.begin((int) instruction.value(form.vptPattern()));
        }
    }
}
