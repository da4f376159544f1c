package dev.touchstone.conformance.oracle.llvm;

import dev.touchstone.conformance.oracle.Answer;
import dev.touchstone.conformance.oracle.Readings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Disassembles for one target.
interface LlvmDisassembler extends AutoCloseable {
    /// One answer a piece of code, each as though it stood alone at `address`.
    List<Answer> disassemble(List<byte[]> code, long address);

    LlvmTarget target();

    /// Reads those pieces of code, each `width` bytes and at `address`, that have no text yet, [may be
    /// read][LlvmTarget#mayRead] by this target, and are one instruction to it.
    default void read(byte[] code, int width, long address, Readings into) {
        List<Integer> unread = new ArrayList<>();
        for (int i = 0; i < into.pieces(); i++) {
            if (!into.isRead(i) && target().mayRead(code, i * width, width)) {
                unread.add(i);
            }
        }
        List<Answer> answers = disassemble(
                unread.stream()
                        .map(i -> Arrays.copyOfRange(code, i * width, (i + 1) * width))
                        .toList(),
                address);
        for (int n = 0; n < answers.size(); n++) {
            if (answers.get(n) instanceof Answer.Text(String text, int length) && length == width) {
                byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
                into.put(unread.get(n), ascii, 0, ascii.length);
            }
        }
    }

    @Override
    void close();
}
