package dev.touchstone.conformance.oracle.llvm;

import dev.touchstone.conformance.oracle.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Disassembles by `llvm-mc -disassemble`.
///
/// The program prints one line for each instruction and does not say which piece of code that was in. So a line
/// of marks stands behind each piece, and the texts are cut at the marks. Where it stopped in a piece is told
/// by its complaint's column.
///
///     [0x48 0x01 0xd8]
///     [0xb8 0x00 0x00 0xed 0x5e]
final class LlvmMcDisassembler implements LlvmDisassembler {
    /// How a byte and the blank behind it are written: `0x48 `.
    private static final int BYTE_WIDTH = 5;

    /// What it tells of an immediate or a shuffle behind, or below, an instruction, by the target's sign for
    /// comments.
    private static final Pattern COMMENT = Pattern.compile("\\s*(//|@|# ).*$");

    private final LlvmMc program;
    private final LlvmTarget target;
    private final LlvmMcMark mark;
    private final List<String> options;

    LlvmMcDisassembler(LlvmMc program, LlvmTarget target) {
        this.program = program;
        this.target = target;
        this.mark = LlvmMcMark.of(target.isa());
        this.options = target.isX86()
                ? List.of("-disassemble", "-print-imm-hex", "-output-asm-variant=1")
                : List.of("-disassemble", "-print-imm-hex");
    }

    @Override
    public LlvmTarget target() {
        return target;
    }

    /// What the program says of one piece.
    ///
    /// @param texts the instructions
    /// @param stop bytes that they stand for
    private record Reading(List<String> texts, int stop) {}

    @Override
    public List<Answer> disassemble(List<byte[]> code, long address) {
        List<Reading> readings = read(code);
        List<Answer> answers = new ArrayList<>(code.size());
        for (int i = 0; i < code.size(); i++) {
            answers.add(answer(code.get(i), readings.get(i), address));
        }
        return answers;
    }

    private List<Reading> read(List<byte[]> code) {
        StringBuilder input = new StringBuilder();
        for (int i = 0; i < code.size(); i++) {
            line(input, code.get(i));
            line(input, mark.code(i));
        }
        LlvmMc.Run run = program.run(target, options, input.toString());
        Map<Integer, Integer> stops = stops(run);
        List<String> texts = new String(run.output(), StandardCharsets.UTF_8)
                .lines()
                .map(text -> COMMENT.matcher(text).replaceFirst("").strip())
                .filter(text -> !text.isEmpty() && !text.startsWith("."))
                .toList();
        List<Reading> readings = new ArrayList<>(code.size());
        int from = 0;
        for (int i = 0; i < code.size(); i++) {
            int to = mark.find(texts, from, i);
            if (to < 0) {
                throw new IllegalStateException(program.library().describe() + " broke off: " + run.errors());
            }
            readings.add(new Reading(mark.before(texts, from, to), stops.getOrDefault(2 * i + 1, code.get(i).length)));
            from = to + mark.statements();
        }
        return readings;
    }

    private static void line(StringBuilder input, byte[] code) {
        input.append('[');
        for (byte b : code) {
            input.append("0x%02x ".formatted(b & 0xFF));
        }
        input.append("]\n");
    }

    /// By line of the input, the offset of the first byte that is no instruction, or not surely one.
    private static Map<Integer, Integer> stops(LlvmMc.Run run) {
        Map<Integer, Integer> stops = new HashMap<>();
        for (LlvmMc.Diagnostic d : run.diagnostics()) {
            stops.merge(d.line(), (d.column() - 2) / BYTE_WIDTH, Math::min);
        }
        return stops;
    }

    private Answer answer(byte[] code, Reading reading, long address) {
        List<String> statements = new ArrayList<>();
        int at = 0;
        for (int n = 0; n < reading.texts.size() && at < reading.stop; n++) {
            int length = length(code, at, reading.stop, n == reading.texts.size() - 1);
            statements.add(target.statement(reading.texts.get(n), code, at, length, address));
            at += length;
        }
        return statements.isEmpty()
                ? new Answer.Refused("no instruction")
                : new Answer.Text(target.join(statements), at);
    }

    private int length(byte[] code, int at, int stop, boolean last) {
        if (target.isX86()) {
            return last ? stop - at : firstLength(code, at, stop);
        }
        return target.width(code, at);
    }

    /// Length of an instruction with others behind it, which the program does not tell: no part of an x86
    /// instruction is one itself, so it is the shortest part that reads as one. Seldom asked.
    private int firstLength(byte[] code, int at, int stop) {
        List<byte[]> parts = new ArrayList<>();
        for (int end = at + 1; end <= stop; end++) {
            parts.add(Arrays.copyOfRange(code, at, end));
        }
        List<Reading> readings = read(parts);
        for (int n = 0; n < parts.size(); n++) {
            if (readings.get(n).texts.size() == 1 && readings.get(n).stop == n + 1) {
                return n + 1;
            }
        }
        return stop - at;
    }

    @Override
    public void close() {
        // Each run is a process of its own.
    }
}
