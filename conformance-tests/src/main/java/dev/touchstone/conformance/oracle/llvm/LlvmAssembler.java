package dev.touchstone.conformance.oracle.llvm;

import dev.touchstone.conformance.oracle.Answer;
import dev.touchstone.conformance.oracle.BranchText;
import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Assembles batches for one target.
///
/// Lines of which each is one instruction of Arm's are put to LLVM as they are, and what it emits is cut at the
/// instructions; else a label stands before each line, and it is cut at the labels.
final class LlvmAssembler implements AutoCloseable {
    private static final String LABEL = "touchstone_line_";

    private final LlvmTarget target;
    private final LlvmEmitter emitter;

    LlvmAssembler(LlvmTarget target, LlvmEmitter emitter) {
        this.target = target;
        this.emitter = emitter;
    }

    /// One answer a line.
    List<Answer> assemble(List<String> lines, long address) {
        Answer[] answers = new Answer[lines.size()];
        List<Integer> pending = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (isPrefix(lines.get(i))) {
                round(lines, address, List.of(i), answers);
            } else {
                pending.add(i);
            }
        }
        pending = new PlainLines(target, emitter).assemble(lines, pending, answers);
        while (!pending.isEmpty()) {
            pending = round(lines, address, pending, answers);
        }
        return Arrays.asList(answers);
    }

    /// Whether LLVM judges the next line by this one (SVE's MOVPRFX): such a line is put alone.
    private static boolean isPrefix(String line) {
        return line.stripLeading().toLowerCase(Locale.ROOT).startsWith("movprfx");
    }

    /// Puts some lines to LLVM. Answers those that are settled, and gives back those to ask again: the ones
    /// beside which others were complained of.
    private List<Integer> round(List<String> lines, long address, List<Integer> asked, Answer[] answers) {
        StringBuilder text = new StringBuilder(target.preamble()).append('\n');
        int number = 2;
        TreeMap<Integer, Integer> byTextLine = new TreeMap<>();
        for (int i : asked) {
            byTextLine.put(number, i);
            String line = translate(lines.get(i), LABEL + i, address);
            text.append(LABEL).append(i).append(":\n").append(line).append('\n');
            number += 2 + (int) line.chars().filter(c -> c == '\n').count();
        }
        text.append(LABEL).append("end:\n");
        LlvmEmitter.Emission emission = emitter.emit(text.toString());
        List<LlvmEmitter.Complaint> complaints = emission.complaints();
        if (complaints.isEmpty()) {
            cut(emission.object(), asked, answers);
            return List.of();
        }
        List<Integer> again = new ArrayList<>(asked);
        for (LlvmEmitter.Complaint complaint : complaints) {
            Map.Entry<Integer, Integer> place = byTextLine.floorEntry(complaint.line());
            if (place != null) {
                answers[place.getValue()] = new Answer.Refused(complaint.message());
                again.remove(place.getValue());
            }
        }
        if (again.size() < asked.size()) {
            return again;
        }
        // A complaint without a place: halve until the line is found.
        if (asked.size() == 1) {
            answers[asked.getFirst()] = new Answer.Refused(complaints.getFirst().message());
            return List.of();
        }
        int half = asked.size() / 2;
        for (List<Integer> part : List.of(asked.subList(0, half), asked.subList(half, asked.size()))) {
            List<Integer> rest = part;
            while (!rest.isEmpty()) {
                rest = round(lines, address, new ArrayList<>(rest), answers);
            }
        }
        return List.of();
    }

    private String translate(String line, String label, long address) {
        // A directive would change what the other lines mean.
        if (line.isBlank()
                || line.lines().anyMatch(l -> l.isBlank() || l.stripLeading().startsWith(".") || l.contains(";"))) {
            return ".error \"not a statement\"";
        }
        return target.isX86()
                ? X86Text.asked(BranchText.relativeTo(line, label, address, target.isa() == Isa.X86_32))
                : line;
    }

    private static void cut(byte[] object, List<Integer> asked, Answer[] answers) {
        ElfObject elf = new ElfObject(object);
        byte[] text = elf.text();
        Map<String, Integer> symbols = elf.symbols();
        TreeMap<Integer, Integer> starts = new TreeMap<>();
        for (int n = 0; n < asked.size(); n++) {
            int i = asked.get(n);
            int from = offset(symbols, LABEL + i);
            int to = offset(symbols, LABEL + (n + 1 < asked.size() ? "" + asked.get(n + 1) : "end"));
            answers[i] = new Answer.Bytes(Arrays.copyOfRange(text, from, to));
            starts.put(from, i);
        }
        for (int relocated : elf.relocated()) {
            Map.Entry<Integer, Integer> line = starts.floorEntry(relocated);
            if (line != null) {
                answers[line.getValue()] = new Answer.Refused("it leaves a relocation");
            }
        }
    }

    private static int offset(Map<String, Integer> symbols, String label) {
        Integer offset = symbols.get(label);
        if (offset == null) {
            throw new IllegalStateException("LLVM's object has no symbol " + label);
        }
        return offset;
    }

    @Override
    public void close() {
        emitter.close();
    }
}
