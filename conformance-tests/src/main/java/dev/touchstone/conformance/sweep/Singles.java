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

/// Words that only one side reads; the oracle's assembler settles what they are.
final class Singles {
    /// @param form ours; empty if the oracle's
    /// @param line the text's place among [#lines]
    private record Single(int word, int width, String form, String text, int line) {}

    private final Isa isa;
    private final List<Single> words = new ArrayList<>();
    /// Each text's place among the lines that are assembled: words whose ignored bits differ share one.
    private final Map<String, Integer> lines = new LinkedHashMap<>();

    Singles(Isa isa) {
        this.isa = isa;
    }

    void add(int word, int width, String form, String text) {
        Integer known = lines.putIfAbsent(text, lines.size());
        words.add(new Single(word, width, form, text, known == null ? lines.size() - 1 : known));
    }

    /// Puts the texts to the oracle's assembler.
    void settle(Oracle oracle, Tally tally) {
        List<Answer> answers = oracle.assemble(isa, List.copyOf(lines.keySet()), AddressMap.CODE);
        byte[] bytes = new byte[4];
        for (Single one : words) {
            Answer answer = answers.get(one.line);
            new Words(isa, 0, 0, one.width).write(one.word, 1, bytes);
            boolean same = answer instanceof Answer.Bytes(byte[] theirs)
                    && Arrays.equals(theirs, 0, theirs.length, bytes, 0, one.width);
            if (one.form.isEmpty()) {
                tally.add(same ? Kind.MISSING : Kind.LOOSE, mnemonic(one.text), one.word, one.width, "", one.text);
            } else if (same) {
                tally.add(Kind.ASSEMBLED, one.form, one.word, one.width, one.text, "");
            } else {
                tally.add(Kind.OURS_ONLY, one.form, one.word, one.width, one.text, answer.toString());
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
