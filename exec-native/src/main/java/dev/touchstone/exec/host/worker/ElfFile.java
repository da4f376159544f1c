package dev.touchstone.exec.host.worker;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// A static executable: the smallest that the kernel loads, with one segment of code and one of data.
final class ElfFile {
    private static final int ET_EXEC = 2;
    private static final int PT_LOAD = 1;
    private static final int PT_GNU_STACK = 0x6474_e551;
    private static final int PAGE = 0x1000;
    private static final int PF_X = 1;
    private static final int PF_W = 2;
    private static final int PF_R = 4;

    private record Segment(int type, int flags, int offset, long address, int fileBytes, int memoryBytes) {}

    private ElfFile() {}

    /// The file. `text` stands at [Layout#TEXT] and is entered at its first byte, `data` stands at
    /// [Layout#CONTROL].
    ///
    /// @param hidden how far above that both stand
    static byte[] of(Abi abi, long hidden, byte[] text, byte[] data) {
        boolean wide = abi.wide();
        int textOffset = Layout.TEXT - Layout.IMAGE;
        int textEnd = textOffset + text.length;
        int dataOffset = textEnd + PAGE - 1 & -PAGE;
        int size = dataOffset + data.length;
        List<Segment> segments = List.of(
                new Segment(PT_LOAD, PF_R | PF_X, 0, Layout.IMAGE + hidden, textEnd, textEnd),
                new Segment(
                        PT_LOAD, PF_R | PF_W, dataOffset, Layout.CONTROL + hidden, data.length, Layout.CONTROL_BYTES),
                // Without this the kernel makes a 32-bit process's readable pages executable.
                new Segment(PT_GNU_STACK, PF_R | PF_W, 0, 0, 0, 0));
        ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {0x7F, 'E', 'L', 'F', (byte) (wide ? 2 : 1), 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        int headerBytes = wide ? 64 : 52;
        int entryBytes = wide ? 56 : 32;
        out.putShort((short) ET_EXEC).putShort((short) abi.elfMachine()).putInt(1);
        word(out, wide, Layout.TEXT + hidden);
        word(out, wide, headerBytes);
        word(out, wide, 0);
        out.putInt(abi.elfFlags())
                .putShort((short) headerBytes)
                .putShort((short) entryBytes)
                .putShort((short) segments.size())
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0);
        for (Segment s : segments) {
            out.putInt(s.type);
            if (wide) {
                out.putInt(s.flags);
            }
            word(out, wide, s.offset);
            word(out, wide, s.address);
            word(out, wide, s.address);
            word(out, wide, s.fileBytes);
            word(out, wide, s.memoryBytes);
            if (!wide) {
                out.putInt(s.flags);
            }
            word(out, wide, s.type == PT_LOAD ? PAGE : 16);
        }
        out.put(textOffset, text).put(dataOffset, data);
        return out.array();
    }

    private static void word(ByteBuffer out, boolean wide, long value) {
        if (wide) {
            out.putLong(value);
        } else {
            out.putInt((int) value);
        }
    }
}
