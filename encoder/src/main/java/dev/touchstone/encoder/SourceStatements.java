package dev.touchstone.encoder;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Cuts assembly source into statements: lines, parts of lines between `;`, without comments. What stands in
/// quotes is left alone.
final class SourceStatements {
    /// @param line counted from 1
    record Statement(int line, String text) {}

    private SourceStatements() {}

    /// @param comments what begins a comment, beside `//`
    static List<Statement> of(String source, Set<Character> comments) {
        List<Statement> statements = new ArrayList<>();
        int number = 0;
        for (String line : source.lines().toList()) {
            number++;
            int start = 0;
            char quote = 0;
            int end = line.length();
            for (int i = 0; i < end; i++) {
                char c = line.charAt(i);
                if (quote != 0) {
                    if (c == '\\') {
                        i++;
                    } else if (c == quote) {
                        quote = 0;
                    }
                } else if (c == '"') {
                    quote = c;
                } else if (c == ';') {
                    statements.add(new Statement(number, line.substring(start, i)));
                    start = i + 1;
                } else if (comments.contains(c) || line.startsWith("//", i)) {
                    end = i;
                }
            }
            statements.add(new Statement(number, line.substring(start, end)));
        }
        return statements;
    }
}
