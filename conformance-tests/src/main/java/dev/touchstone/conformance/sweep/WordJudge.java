package dev.touchstone.conformance.sweep;

import dev.touchstone.conformance.oracle.Oracle;
import dev.touchstone.conformance.oracle.Readings;
import dev.touchstone.encoder.Decoded;
import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.encoder.SyntaxException;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.RelocationException;
import java.util.Arrays;

/// Says of words what two decoders make of them. For one thread.
///
/// A word on which both agree costs no object but the instruction itself: bytes, texts and encodings stand in
/// arrays that are used again.
final class WordJudge {
    /// Words that the oracle reads in one go.
    private static final int BATCH = 1024;

    private final MachineLanguage language;
    private final Oracle oracle;
    private final CodeBuffer buffer;
    private final byte[] code = new byte[BATCH * 4];
    private final Readings readings = new Readings();
    private final FormattedText text = new FormattedText();

    WordJudge(MachineLanguage language, Oracle oracle) {
        this.language = language;
        this.oracle = oracle;
        this.buffer = new CodeBuffer(language.machine());
    }

    /// Judges the words of a span within one block.
    void judge(SweepOptions.Span span, Tally tally) {
        Words words = Words.of(language.isa(), span);
        Singles singles = new Singles(language.isa());
        for (long first = words.first(); first <= words.last(); first += BATCH) {
            int count = (int) Math.min(BATCH, words.last() - first + 1);
            words.write((int) first, count, code);
            oracle.read(language.isa(), code, words.width(), count, AddressMap.CODE, readings);
            for (int i = 0; i < count; i++) {
                judge((int) first + i, i, words.width(), singles, tally);
            }
        }
        singles.settle(oracle, tally);
    }

    /// @param piece which of the batch the word is
    private void judge(int word, int piece, int width, Singles singles, Tally tally) {
        int at = piece * width;
        boolean isRead = readings.isRead(piece);
        Decoded ours = language.tryDecode(code, at);
        if (ours == null) {
            if (isRead) {
                singles.addTheirs(word, width, readings.reader(piece), readings.text(piece));
            } else {
                tally.add(Kind.UNDEFINED, 1);
            }
            return;
        }
        Instruction instruction = ours.instruction();
        text.set(language, instruction);
        Kind kind;
        if (!isEncodedAs(instruction, at, width)) {
            kind = Kind.NOT_REENCODED;
        } else if (!isRead) {
            singles.addOurs(word, width, instruction.form().id(), text.toString());
            return;
        } else if (text.isSame(readings, piece)) {
            tally.add(Kind.AGREED, 1);
            return;
        } else {
            kind = kindOf(readings.text(piece), at, width);
        }
        tally.add(kind, instruction.form().id(), word, width, text, () -> readings.text(piece));
    }

    /// What the oracle's text says to our parser.
    private Kind kindOf(String theirs, int at, int width) {
        try {
            Instruction reading = language.parse(theirs, SymbolScope.NONE, AddressMap.CODE);
            buffer.reset();
            language.encode(reading, buffer);
        } catch (SyntaxException | EncodingException | RelocationException e) {
            return Kind.UNREAD;
        }
        return isInBuffer(at, width) ? Kind.SPELLED : Kind.DIFFERENT;
    }

    private boolean isEncodedAs(Instruction instruction, int at, int width) {
        buffer.reset();
        try {
            language.encode(instruction, buffer);
        } catch (EncodingException | RelocationException e) {
            return false;
        }
        return isInBuffer(at, width);
    }

    private boolean isInBuffer(int at, int width) {
        return Arrays.equals(buffer.array(), 0, buffer.position(), code, at, at + width);
    }
}
