package dev.touchstone.conformance.strangers.graal;

import java.util.ArrayList;
import java.util.List;

/// A statement of A64 in pieces.
///
/// @param mnemonic in lower case
/// @param operands as they are written; what stands in brackets or braces is one
record GraalAarch64Text(String mnemonic, List<String> operands) {
    static GraalAarch64Text of(String text) {
        int blank = text.indexOf(' ');
        if (blank < 0) {
            return new GraalAarch64Text(text, List.of());
        }
        List<String> operands = new ArrayList<>();
        int depth = 0;
        int start = blank;
        for (int i = blank; i <= text.length(); i++) {
            char c = i == text.length() ? ',' : text.charAt(i);
            depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            if (c == ',' && depth == 0) {
                operands.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        return new GraalAarch64Text(text.substring(0, blank), List.copyOf(operands));
    }

    /// The place of the operand in square brackets with which an address begins; -1 if there is none.
    int address() {
        for (int i = 0; i < operands.size(); i++) {
            if (operands.get(i).startsWith("[")) {
                return i;
            }
        }
        return -1;
    }
}
