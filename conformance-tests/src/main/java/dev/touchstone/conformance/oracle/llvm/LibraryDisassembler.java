package dev.touchstone.conformance.oracle.llvm;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.touchstone.conformance.oracle.Answer;
import dev.touchstone.conformance.oracle.Readings;
import dev.touchstone.isa.Isa;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Disassembles by LLVM's library, an instruction a call.
final class LibraryDisassembler implements LlvmDisassembler {
    private static final long HEXADECIMAL = 2;
    private static final long INTEL = 4;
    private static final int TEXT_SIZE = 256;
    /// More than an IT or VPT block is long: what follows it starts outside of one.
    private static final byte[] T32_NOPS = {0, (byte) 0xBF, 0, (byte) 0xBF, 0, (byte) 0xBF, 0, (byte) 0xBF};

    private final Llvm llvm;
    private final LlvmTarget target;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment disassembler;
    private final MemorySegment text = arena.allocate(TEXT_SIZE);
    /// Where most pieces of code stand while they are read.
    private final MemorySegment place = arena.allocate(64);
    private final MemorySegment nops = arena.allocate(T32_NOPS.length);
    /// A copy of the text.
    private final byte[] line = new byte[TEXT_SIZE];

    LibraryDisassembler(Llvm llvm, LlvmTarget target) {
        this.llvm = llvm;
        this.target = target;
        try {
            disassembler = (MemorySegment) llvm.disassemblerCreate.invokeExact(
                    arena.allocateFrom(target.triple()),
                    arena.allocateFrom(""),
                    arena.allocateFrom(target.features()),
                    MemorySegment.NULL,
                    0,
                    MemorySegment.NULL,
                    MemorySegment.NULL);
            if (disassembler.equals(MemorySegment.NULL)) {
                throw new IllegalStateException("LLVM has no disassembler for " + target.triple());
            }
            // The variant first: setting it forgets the other options.
            if (target.isX86()) {
                option(INTEL);
            }
            option(HEXADECIMAL);
        } catch (Throwable e) {
            throw Llvm.unexpected(e);
        }
    }

    private void option(long option) throws Throwable {
        if ((int) llvm.disassemblerOptions.invokeExact(disassembler, option) == 0) {
            throw new IllegalStateException("LLVM refuses the disassembler's option " + option);
        }
    }

    @Override
    public LlvmTarget target() {
        return target;
    }

    @Override
    public List<Answer> disassemble(List<byte[]> code, long address) {
        return code.stream().map(piece -> one(piece, address)).toList();
    }

    @Override
    public void read(byte[] code, int width, long address, Readings into) {
        if (target.isX86() || width > place.byteSize()) {
            LlvmDisassembler.super.read(code, width, address, into);
            return;
        }
        for (int i = 0; i < into.pieces(); i++) {
            if (into.isRead(i) || !target.mayRead(code, i * width, width)) {
                continue;
            }
            MemorySegment.copy(code, i * width, place, JAVA_BYTE, 0, width);
            int length = step(place, width, address);
            if (length == width) {
                take(i, into);
            } else if (length > 0) {
                several(i, Arrays.copyOfRange(code, i * width, (i + 1) * width), address, into);
            }
        }
    }

    /// Keeps the one instruction's text without what stands around it, as [LlvmTarget#statement] gives it.
    private void take(int piece, Readings into) {
        int end = 0;
        for (int copied = 0; copied < TEXT_SIZE && end == copied; copied += TEXT_SIZE / 4) {
            MemorySegment.copy(text, JAVA_BYTE, copied, line, copied, TEXT_SIZE / 4);
            while (end < copied + TEXT_SIZE / 4 && line[end] != 0) {
                end++;
            }
        }
        for (int i = 1; i < end && target.isa() == Isa.A64; i++) {
            if (line[i] == '/' && line[i - 1] == '/') {
                end = i - 1;
            }
        }
        int start = 0;
        while (start < end && isBlank(line[start])) {
            start++;
        }
        while (end > start && isBlank(line[end - 1])) {
            end--;
        }
        for (int i = start; i < end; i++) {
            if (line[i] == '\t') {
                line[i] = ' ';
            }
        }
        into.put(piece, line, start, end - start);
        if (target.isa() == Isa.T32 && beginsBlock(line[start], line[start + 1])) {
            leaveBlock();
        }
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\t';
    }

    /// A piece of which an instruction is but a part.
    private void several(int piece, byte[] code, long address, Readings into) {
        leaveBlock();
        if (one(code, address) instanceof Answer.Text(String all, int length) && length == code.length) {
            byte[] ascii = all.getBytes(StandardCharsets.US_ASCII);
            into.put(piece, ascii, 0, ascii.length);
        }
    }

    private Answer one(byte[] code, long address) {
        try (Arena call = Arena.ofConfined()) {
            MemorySegment bytes = code.length <= place.byteSize() ? place : call.allocate(code.length);
            MemorySegment.copy(code, 0, bytes, JAVA_BYTE, 0, code.length);
            List<String> statements = new ArrayList<>();
            int at = 0;
            while (at < code.length) {
                int length = step(bytes.asSlice(at), code.length - at, address + at);
                if (length == 0) {
                    break;
                }
                statements.add(target.statement(text.getString(0), code, at, length, address));
                at += length;
            }
            if (target.isa() == Isa.T32 && statements.stream().anyMatch(s -> beginsBlock(s.charAt(0), s.charAt(1)))) {
                leaveBlock();
            }
            return statements.isEmpty()
                    ? new Answer.Refused("no instruction")
                    : new Answer.Text(target.join(statements), at);
        }
    }

    /// Whether a statement with these first letters is an IT, VPT or VPST.
    private static boolean beginsBlock(int first, int second) {
        return first == 'i' && second == 't' || first == 'v' && second == 'p';
    }

    private void leaveBlock() {
        MemorySegment.copy(T32_NOPS, 0, nops, JAVA_BYTE, 0, T32_NOPS.length);
        for (int at = 0; at < T32_NOPS.length; at += 2) {
            step(nops.asSlice(at), 2, 0);
        }
    }

    private int step(MemorySegment bytes, long size, long address) {
        try {
            return (int)
                    (long) llvm.disassemble.invokeExact(disassembler, bytes, size, address, text, (long) TEXT_SIZE);
        } catch (Throwable e) {
            throw Llvm.unexpected(e);
        }
    }

    @Override
    public void close() {
        try {
            llvm.disassemblerDispose.invokeExact(disassembler);
        } catch (Throwable e) {
            throw Llvm.unexpected(e);
        }
        arena.close();
    }
}
