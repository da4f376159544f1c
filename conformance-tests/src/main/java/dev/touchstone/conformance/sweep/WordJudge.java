package dev.touchstone.conformance.sweep;

import dev.touchstone.conformance.oracle.Answer;
import dev.touchstone.conformance.oracle.Oracle;
import dev.touchstone.encoder.Decoded;
import dev.touchstone.encoder.DecodingException;
import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.encoder.SyntaxException;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.RelocationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Says of words what two decoders make of them. For one thread.
final class WordJudge {
    private static final int FIRST_WIDE = 0xE800;

    private final MachineLanguage language;
    private final Oracle oracle;
    private final CodeBuffer buffer;

    WordJudge(MachineLanguage language, Oracle oracle) {
        this.language = language;
        this.oracle = oracle;
        this.buffer = new CodeBuffer(language.machine());
    }

    /// Judges the words of a span within one block.
    void judge(SweepOptions.Span span, Tally tally) {
        List<byte[]> words = new ArrayList<>();
        long first = -1;
        for (long word = span.from(); word <= span.to(); word++) {
            byte[] bytes = bytes((int) word);
            if (bytes != null) {
                words.add(bytes);
                first = first < 0 ? word : first;
            }
        }
        List<Answer> answers = oracle.disassemble(language.isa(), words, AddressMap.CODE);
        List<Single> singles = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            judge((int) (first + i), words.get(i), answers.get(i), singles, tally);
        }
        judge(singles, tally);
    }

    /// A word that only one side reads.
    ///
    /// @param form ours; empty if the oracle's
    private record Single(int word, byte[] bytes, String form, String text) {}

    /// Puts their texts to the oracle's assembler.
    private void judge(List<Single> singles, Tally tally) {
        List<Answer> answers = oracle.assemble(
                language.isa(), singles.stream().map(Single::text).toList(), AddressMap.CODE);
        for (int i = 0; i < singles.size(); i++) {
            Single one = singles.get(i);
            boolean same = answers.get(i) instanceof Answer.Bytes(byte[] bytes) && Arrays.equals(bytes, one.bytes);
            int width = one.bytes.length;
            if (one.form.isEmpty()) {
                tally.add(same ? Kind.MISSING : Kind.LOOSE, mnemonic(one.text), one.word, width, "", one.text);
            } else if (same) {
                tally.add(Kind.ASSEMBLED, one.form, one.word, width, one.text, "");
            } else {
                tally.add(
                        Kind.OURS_ONLY,
                        one.form,
                        one.word,
                        width,
                        one.text,
                        answers.get(i).toString());
            }
        }
    }

    private void judge(int word, byte[] bytes, Answer answer, List<Single> singles, Tally tally) {
        String theirs = answer instanceof Answer.Text(String text, int length) && length == bytes.length ? text : null;
        Decoded ours = decode(bytes);
        if (ours == null) {
            if (theirs == null) {
                tally.add(Kind.UNDEFINED, 1);
            } else {
                singles.add(new Single(word, bytes, "", theirs));
            }
            return;
        }
        Instruction instruction = ours.instruction();
        String text = language.format(instruction, AddressMap.CODE);
        Kind kind;
        if (!Arrays.equals(encode(instruction), bytes)) {
            kind = Kind.NOT_REENCODED;
        } else if (theirs == null) {
            singles.add(new Single(word, bytes, instruction.form().id(), text));
            return;
        } else if (SameText.is(text, theirs)) {
            tally.add(Kind.AGREED, 1);
            return;
        } else {
            byte[] reading = reading(theirs);
            kind = reading == null ? Kind.UNREAD : Arrays.equals(reading, bytes) ? Kind.SPELLED : Kind.DIFFERENT;
        }
        tally.add(kind, instruction.form().id(), word, bytes.length, text, theirs == null ? "" : theirs);
    }

    private @Nullable Decoded decode(byte[] bytes) {
        try {
            return language.decode(bytes, 0);
        } catch (DecodingException e) {
            return null;
        }
    }

    /// The oracle's text as our bytes; null if it is no text of ours.
    private byte @Nullable [] reading(String text) {
        try {
            return encode(language.parse(text, SymbolScope.NONE, AddressMap.CODE));
        } catch (SyntaxException | EncodingException e) {
            return null;
        }
    }

    private byte @Nullable [] encode(Instruction instruction) {
        buffer.reset();
        try {
            language.encode(instruction, buffer);
        } catch (EncodingException | RelocationException e) {
            return null;
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private static String mnemonic(String text) {
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }

    /// The word in memory order; null if the number stands for none.
    private byte @Nullable [] bytes(int word) {
        if (language.isa() != Isa.T32) {
            return new byte[] {(byte) word, (byte) (word >> 8), (byte) (word >> 16), (byte) (word >> 24)};
        }
        int upper = word >>> 16;
        if (upper >= FIRST_WIDE) {
            return new byte[] {(byte) upper, (byte) (upper >> 8), (byte) word, (byte) (word >> 8)};
        }
        return upper == 0 && word < FIRST_WIDE ? new byte[] {(byte) word, (byte) (word >> 8)} : null;
    }
}
