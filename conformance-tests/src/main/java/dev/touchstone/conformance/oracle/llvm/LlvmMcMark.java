package dev.touchstone.conformance.oracle.llvm;

import dev.touchstone.isa.Isa;
import java.util.List;

/// What stands behind each piece of code that `llvm-mc` disassembles, so that its texts can be told apart: two
/// instructions that carry the piece's number, which no piece holds side by side.
enum LlvmMcMark {
    X86 {
        @Override
        byte[] code(int number) {
            byte[] code = new byte[10];
            put(code, 0, number);
            put(code, 5, number ^ OTHER);
            return code;
        }

        private void put(byte[] code, int at, int number) {
            code[at] = (byte) 0xB8;
            little(code, at + 1, number, 4);
        }

        @Override
        String text(int number) {
            return "mov\teax, 0x" + Integer.toHexString(number);
        }
    },
    A64 {
        @Override
        byte[] code(int number) {
            byte[] code = new byte[8];
            little(code, 0, number, 4);
            little(code, 4, number ^ OTHER, 4);
            return code;
        }
    },
    A32 {
        @Override
        byte[] code(int number) {
            byte[] code = new byte[8];
            little(code, 0, word(number), 4);
            little(code, 4, word(number ^ OTHER), 4);
            return code;
        }

        private int word(int number) {
            return 0xE7F0_00F0 | (number >> 4) << 8 | number & 0xF;
        }
    },
    /// It starts with four NOPs: more than an IT or VPT block is long.
    T32 {
        @Override
        byte[] code(int number) {
            byte[] code = new byte[2 * NOPS + 8];
            for (int i = 0; i < NOPS; i++) {
                little(code, 2 * i, 0xBF00, 2);
            }
            put(code, 2 * NOPS, number);
            put(code, 2 * NOPS + 4, number ^ OTHER);
            return code;
        }

        private void put(byte[] code, int at, int number) {
            little(code, at, 0xF7F0 | number >> 12, 2);
            little(code, at + 2, 0xA000 | number & 0xFFF, 2);
        }

        @Override
        String text(int number) {
            return "udf.w\t#0x" + Integer.toHexString(number);
        }

        @Override
        List<String> before(List<String> texts, int from, int to) {
            return texts.subList(from, to - NOPS);
        }
    };

    /// Sets the two numbers of a mark apart.
    private static final int OTHER = 0x8000;

    private static final int NOPS = 4;

    static LlvmMcMark of(Isa isa) {
        return switch (isa) {
            case X86_64, X86_32 -> X86;
            case A64 -> A64;
            case A32 -> A32;
            case T32 -> T32;
        };
    }

    /// The mark behind the piece of that number, which is below 0x8000.
    abstract byte[] code(int number);

    /// How one of its instructions reads.
    String text(int number) {
        return "udf\t#0x" + Integer.toHexString(number);
    }

    /// Instructions of a mark that are found in the texts.
    int statements() {
        return 2;
    }

    /// Where the mark of that number starts in the texts, or -1.
    int find(List<String> texts, int from, int number) {
        for (int i = from; i + 1 < texts.size(); i++) {
            if (texts.get(i).equals(text(number)) && texts.get(i + 1).equals(text(number ^ OTHER))) {
                return i;
            }
        }
        return -1;
    }

    /// The texts of the piece that stands before a mark.
    List<String> before(List<String> texts, int from, int to) {
        return texts.subList(from, to);
    }

    private static void little(byte[] code, int at, int value, int size) {
        for (int i = 0; i < size; i++) {
            code[at + i] = (byte) (value >> 8 * i);
        }
    }
}
