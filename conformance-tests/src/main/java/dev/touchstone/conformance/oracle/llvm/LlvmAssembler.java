package dev.touchstone.conformance.oracle.llvm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.touchstone.conformance.oracle.Answer;
import dev.touchstone.conformance.oracle.BranchText;
import dev.touchstone.isa.Isa;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Assembles batches for one target.
final class LlvmAssembler implements AutoCloseable {
    private static final int OBJECT_FILE = 1;
    private static final int NO_OPTIMISATION = 0;
    private static final int STATIC = 1;
    private static final int DEFAULT_CODE_MODEL = 0;
    private static final String LABEL = "touchstone_line_";

    private final Llvm llvm;
    private final LlvmTarget target;
    private final Arena arena = Arena.ofShared();
    private final Diagnostics diagnostics;
    private final MemorySegment triple;
    private final MemorySegment machine;

    LlvmAssembler(Llvm llvm, LlvmTarget target) {
        this.llvm = llvm;
        this.target = target;
        this.diagnostics = new Diagnostics(llvm, arena);
        this.triple = arena.allocateFrom(target.triple());
        MemorySegment result = arena.allocate(ADDRESS);
        MemorySegment error = arena.allocate(ADDRESS);
        try {
            if ((int) llvm.targetFromTriple.invokeExact(triple, result, error) != 0) {
                throw new IllegalStateException("LLVM has no target " + target.triple());
            }
            machine = (MemorySegment) llvm.targetMachineCreate.invokeExact(
                    result.get(ADDRESS, 0),
                    triple,
                    arena.allocateFrom(""),
                    arena.allocateFrom(target.features()),
                    NO_OPTIMISATION,
                    STATIC,
                    DEFAULT_CODE_MODEL);
        } catch (Throwable e) {
            throw Llvm.unexpected(e);
        }
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
        while (!pending.isEmpty()) {
            List<Integer> good = new ArrayList<>(pending);
            pending = round(lines, address, good, answers);
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
        byte[] object = emit(text.toString());
        List<Diagnostics.Complaint> complaints = diagnostics.drain();
        if (complaints.isEmpty()) {
            cut(object, asked, answers);
            return List.of();
        }
        List<Integer> again = new ArrayList<>(asked);
        for (Diagnostics.Complaint complaint : complaints) {
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
        return target.isX86() ? BranchText.relativeTo(line, label, address, target.isa() == Isa.X86_32) : line;
    }

    private byte[] emit(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        try (Arena call = Arena.ofConfined()) {
            MemorySegment context = (MemorySegment) llvm.contextCreate.invokeExact();
            MemorySegment module = MemorySegment.NULL;
            try {
                llvm.setDiagnosticHandler.invokeExact(context, diagnostics.stub(), MemorySegment.NULL);
                module = (MemorySegment) llvm.moduleCreate.invokeExact(call.allocateFrom("touchstone"), context);
                llvm.setTarget.invokeExact(module, triple);
                MemorySegment source = call.allocate(utf8.length + 1L);
                MemorySegment.copy(utf8, 0, source, JAVA_BYTE, 0, utf8.length);
                llvm.setInlineAsm.invokeExact(module, source, (long) utf8.length);
                MemorySegment error = call.allocate(ADDRESS);
                MemorySegment buffer = call.allocate(ADDRESS);
                int status = (int) llvm.emit.invokeExact(machine, module, OBJECT_FILE, error, buffer);
                if (status != 0) {
                    MemorySegment message = error.get(ADDRESS, 0);
                    String said = message.reinterpret(Long.MAX_VALUE).getString(0);
                    llvm.disposeMessage.invokeExact(message);
                    throw new IllegalStateException("LLVM emits nothing: " + said);
                }
                return take(buffer.get(ADDRESS, 0));
            } finally {
                llvm.moduleDispose.invokeExact(module);
                llvm.contextDispose.invokeExact(context);
            }
        } catch (Throwable e) {
            throw Llvm.unexpected(e);
        }
    }

    private byte[] take(MemorySegment buffer) throws Throwable {
        MemorySegment start = (MemorySegment) llvm.bufferStart.invokeExact(buffer);
        long size = (long) llvm.bufferSize.invokeExact(buffer);
        byte[] bytes = start.reinterpret(size).toArray(JAVA_BYTE);
        llvm.bufferDispose.invokeExact(buffer);
        return bytes;
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
        try {
            llvm.targetMachineDispose.invokeExact(machine);
        } catch (Throwable e) {
            throw Llvm.unexpected(e);
        }
        arena.close();
    }
}
