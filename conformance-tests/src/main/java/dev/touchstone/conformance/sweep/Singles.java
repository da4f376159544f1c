package dev.touchstone.conformance.sweep;

import dev.touchstone.conformance.oracle.Answer;
import dev.touchstone.conformance.oracle.Oracle;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Words that only one side reads; the oracle's assembler settles what they are.
final class Singles {
    /// What [Single#reader] is of words that we read: any of the oracle's may assemble their text.
    private static final int ANY = -1;

    /// @param reader which of the oracle's read it
    /// @param form ours; empty if the oracle's
    /// @param line the text's place among the [#lines] of its reader
    private record Single(int word, int width, int reader, String form, String text, int line) {}

    private final Isa isa;
    private final List<Single> words = new ArrayList<>();
    /// By reader, each text's place among the lines that are assembled: words whose ignored bits differ share one.
    private final Map<Integer, Map<String, Integer>> lines = new TreeMap<>();

    Singles(Isa isa) {
        this.isa = isa;
    }

    /// A word that only we read.
    void addOurs(int word, int width, String form, String text) {
        add(word, width, ANY, form, text);
    }

    /// A word that only the oracle reads.
    ///
    /// @param reader which of its readers: that one's assembler is asked
    void addTheirs(int word, int width, int reader, String text) {
        add(word, width, reader, "", text);
    }

    private void add(int word, int width, int reader, String form, String text) {
        Map<String, Integer> ofReader = lines.computeIfAbsent(reader, r -> new LinkedHashMap<>());
        Integer known = ofReader.putIfAbsent(text, ofReader.size());
        words.add(new Single(word, width, reader, form, text, known == null ? ofReader.size() - 1 : known));
    }

    /// Puts the texts to the oracle's assembler.
    void settle(Oracle oracle, Tally tally) {
        Map<Integer, List<Answer>> answers = new TreeMap<>();
        lines.forEach((reader, texts) -> {
            List<String> all = List.copyOf(texts.keySet());
            answers.put(
                    reader,
                    reader == ANY
                            ? oracle.assemble(isa, all, AddressMap.CODE)
                            : oracle.assemble(isa, all, reader, AddressMap.CODE));
        });
        byte[] bytes = new byte[4];
        for (Single one : words) {
            Answer answer = Objects.requireNonNull(answers.get(one.reader)).get(one.line);
            new Words(isa, 0, 0, one.width).write(one.word, 1, bytes);
            boolean same = answer instanceof Answer.Bytes(byte[] theirs)
                    && Arrays.equals(theirs, 0, theirs.length, bytes, 0, one.width);
            if (one.form.isEmpty()) {
                tally.add(same ? Kind.MISSING : Kind.LOOSE, mnemonic(one.text), one.word, one.width, "", one::text);
            } else if (same) {
                tally.add(Kind.ASSEMBLED, one.form, one.word, one.width, one.text, () -> "");
            } else {
                tally.add(Kind.OURS_ONLY, one.form, one.word, one.width, one.text, answer::toString);
            }
        }
    }

    private static String mnemonic(String text) {
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }
}
