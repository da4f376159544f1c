package dev.touchstone.conformance.oracle.llvm;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.touchstone.conformance.oracle.Answer;
import dev.touchstone.isa.Isa;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
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
    public List<Answer> disassemble(List<byte[]> code, long address) {
        return code.stream().map(piece -> one(piece, address)).toList();
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
            if (target.isa() == Isa.T32 && statements.stream().anyMatch(LibraryDisassembler::beginsBlock)) {
                leaveBlock();
            }
            return statements.isEmpty()
                    ? new Answer.Refused("no instruction")
                    : new Answer.Text(target.join(statements), at);
        }
    }

    private static boolean beginsBlock(String statement) {
        return statement.startsWith("it") || statement.startsWith("vp");
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
