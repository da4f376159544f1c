package dev.touchstone.conformance.oracle.llvm;

import dev.touchstone.conformance.oracle.Answer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// Assembles lines of Arm's sets of which each is one instruction: no label need stand between them, and what LLVM
/// complains of keeps no other line from its answer.
final class PlainLines {
    /// No comment, no literal (which stands behind all lines), no directive, no second statement; and none that
    /// says how the next line is read, as IT and VPT do.
    private static final Pattern PLAIN = Pattern.compile("(?!it|vpt|vpst)[a-z][^=@;\n\r/]*");

    private final LlvmTarget target;
    private final LlvmEmitter emitter;

    PlainLines(LlvmTarget target, LlvmEmitter emitter) {
        this.target = target;
        this.emitter = emitter;
    }

    /// Answers those that it can.
    ///
    /// @param asked numbers of lines
    /// @return the others
    List<Integer> assemble(List<String> lines, List<Integer> asked, Answer[] answers) {
        if (target.isX86()) {
            return asked;
        }
        List<Integer> others = new ArrayList<>();
        List<Integer> plain = new ArrayList<>();
        StringBuilder text = new StringBuilder(target.preamble()).append('\n');
        for (int i : asked) {
            if (PLAIN.matcher(lines.get(i)).matches()) {
                plain.add(i);
                text.append(lines.get(i)).append('\n');
            } else {
                others.add(i);
            }
        }
        if (plain.isEmpty() || !answer(emitter.emit(text.toString()), plain, answers)) {
            return asked;
        }
        return others;
    }

    private boolean answer(LlvmEmitter.Emission emission, List<Integer> plain, Answer[] answers) {
        Answer[] found = new Answer[plain.size()];
        for (LlvmEmitter.Complaint complaint : emission.complaints()) {
            int n = complaint.line() - 2; // the first line is the preamble
            if (n < 0 || n >= found.length) {
                return false;
            }
            found[n] = new Answer.Refused(complaint.message());
        }
        if (emission.object().length == 0) {
            return false; // which the program gives if it complains
        }
        ElfObject object = new ElfObject(emission.object());
        byte[] text = object.text();
        int[] ends = new int[found.length];
        int at = 0;
        for (int n = 0; n < found.length; n++) {
            if (found[n] == null) {
                int from = at;
                at += target.width(text, from);
                if (at > text.length) {
                    return false;
                }
                found[n] = new Answer.Bytes(Arrays.copyOfRange(text, from, at));
            }
            ends[n] = at;
        }
        if (at != text.length) {
            return false;
        }
        for (int offset : object.relocated()) {
            int n = 0;
            while (ends[n] <= offset) {
                n++;
            }
            found[n] = new Answer.Refused("it leaves a relocation");
        }
        for (int n = 0; n < found.length; n++) {
            answers[plain.get(n)] = found[n];
        }
        return true;
    }
}
