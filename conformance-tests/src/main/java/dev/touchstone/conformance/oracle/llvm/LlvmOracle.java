package dev.touchstone.conformance.oracle.llvm;

import dev.touchstone.conformance.oracle.Answer;
import dev.touchstone.conformance.oracle.Oracle;
import dev.touchstone.conformance.oracle.Readings;
import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// LLVM, however it is reached.
final class LlvmOracle implements Oracle {
    private static final int BATCH = 1000;

    private final LlvmBackend llvm;
    private final Map<Isa, List<LlvmAssembler>> assemblers = new EnumMap<>(Isa.class);
    private final Map<Isa, List<LlvmDisassembler>> disassemblers = new EnumMap<>(Isa.class);

    LlvmOracle(LlvmBackend llvm) {
        this.llvm = llvm;
    }

    LlvmBackend backend() {
        return llvm;
    }

    @Override
    public String name() {
        return LlvmProvider.NAME;
    }

    @Override
    public String version() {
        return llvm.library().version();
    }

    @Override
    public List<Answer> assemble(Isa isa, List<String> lines, long address) {
        List<Answer> answers = new ArrayList<>(lines.size());
        for (int from = 0; from < lines.size(); from += BATCH) {
            answers.addAll(batch(isa, lines.subList(from, Math.min(from + BATCH, lines.size())), address));
        }
        return answers;
    }

    @Override
    public List<Answer> assemble(Isa isa, List<String> lines, int reader, long address) {
        LlvmAssembler assembler = assemblers(isa).get(reader);
        List<Answer> answers = new ArrayList<>(lines.size());
        for (int from = 0; from < lines.size(); from += BATCH) {
            answers.addAll(assembler.assemble(lines.subList(from, Math.min(from + BATCH, lines.size())), address));
        }
        return answers;
    }

    /// What the first target refuses is put to the next; the first complaint stands if all refuse.
    private List<Answer> batch(Isa isa, List<String> lines, long address) {
        List<Answer> answers = new ArrayList<>();
        for (LlvmAssembler assembler : assemblers(isa)) {
            if (answers.isEmpty()) {
                answers.addAll(assembler.assemble(lines, address));
                continue;
            }
            List<Integer> refused = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                if (answers.get(i) instanceof Answer.Refused) {
                    refused.add(i);
                }
            }
            List<Answer> others =
                    assembler.assemble(refused.stream().map(lines::get).toList(), address);
            for (int n = 0; n < refused.size(); n++) {
                if (!(others.get(n) instanceof Answer.Refused)) {
                    answers.set(refused.get(n), others.get(n));
                }
            }
        }
        return answers;
    }

    @Override
    public List<Answer> disassemble(Isa isa, List<byte[]> code, long address) {
        List<Answer> answers = new ArrayList<>(code.size());
        for (int from = 0; from < code.size(); from += BATCH) {
            answers.addAll(read(isa, code.subList(from, Math.min(from + BATCH, code.size())), address));
        }
        return answers;
    }

    /// The answer that stands for the most bytes; the first of these.
    private List<Answer> read(Isa isa, List<byte[]> code, long address) {
        List<Answer> best = new ArrayList<>(Collections.nCopies(code.size(), new Answer.Refused("no instruction")));
        List<Integer> unread = new ArrayList<>();
        for (int i = 0; i < code.size(); i++) {
            unread.add(i);
        }
        for (LlvmDisassembler disassembler : disassemblers(isa)) {
            List<Answer> answers =
                    disassembler.disassemble(unread.stream().map(code::get).toList(), address);
            List<Integer> left = new ArrayList<>();
            for (int n = 0; n < answers.size(); n++) {
                int i = unread.get(n);
                if (length(answers.get(n)) > length(best.get(i))) {
                    best.set(i, answers.get(n));
                }
                if (length(best.get(i)) < code.get(i).length) {
                    left.add(i);
                }
            }
            unread = left;
        }
        return best;
    }

    @Override
    public void read(Isa isa, byte[] code, int width, int pieces, long address, Readings into) {
        into.reset(pieces);
        List<LlvmDisassembler> all = disassemblers(isa);
        for (int i = 0; i < all.size(); i++) {
            into.from(i);
            all.get(i).read(code, width, address, into);
        }
    }

    private static int length(Answer answer) {
        return answer instanceof Answer.Text text ? text.length() : 0;
    }

    private List<LlvmAssembler> assemblers(Isa isa) {
        return assemblers.computeIfAbsent(
                isa,
                i -> LlvmTarget.of(i).stream()
                        .map(target -> new LlvmAssembler(target, llvm.emitter(target)))
                        .toList());
    }

    private List<LlvmDisassembler> disassemblers(Isa isa) {
        return disassemblers.computeIfAbsent(
                isa, i -> LlvmTarget.of(i).stream().map(llvm::disassembler).toList());
    }

    @Override
    public void close() {
        assemblers.values().forEach(all -> all.forEach(LlvmAssembler::close));
        disassemblers.values().forEach(all -> all.forEach(LlvmDisassembler::close));
        assemblers.clear();
        disassemblers.clear();
    }
}
