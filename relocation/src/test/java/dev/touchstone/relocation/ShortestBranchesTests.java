package dev.touchstone.relocation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortestBranchesTests {
    private final CodeBuffer code = new CodeBuffer(Machine.X86_64, BufferOption.SHORTEST_BRANCHES);

    private static void jump(CodeBuffer code, int condition, Label target) {
        FixupKind kind = code.machine().equals(Machine.X86_64) ? X8664Fixups.R_X86_64_PLT32 : X8632Fixups.R_386_PC32;
        if (condition < 0) {
            code.put8(0xE9);
        } else {
            code.put16(0x800F | condition << 8);
        }
        code.put32(0);
        code.fixup(kind, code.position() - 4, target, -4);
    }

    private String hex() {
        return HexFormat.of().formatHex(code.toImage().at(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {126, 127, 128})
    void forwardLimit(int distance) {
        Label end = code.newLabel();
        jump(code, -1, end);
        code.put(new byte[distance]);
        code.bind(end);
        byte[] bytes = code.toImage().at(0);
        assertEquals(distance <= 127 ? 2 + distance : 5 + distance, bytes.length);
        assertEquals(distance <= 127 ? 0xEB : 0xE9, bytes[0] & 0xFF);
        assertEquals(distance, bytes[1] & 0xFF);
    }

    @ParameterizedTest
    @ValueSource(ints = {125, 126, 127})
    void backwardLimit(int distance) {
        Label start = code.newLabel();
        code.bind(start);
        code.put(new byte[distance]);
        jump(code, 5, start);
        byte[] bytes = code.toImage().at(0);
        assertEquals(distance <= 126 ? distance + 2 : distance + 6, bytes.length);
        assertEquals(distance <= 126 ? 0x75 : 0x0F, bytes[distance] & 0xFF);
    }

    @Test
    void everythingMovesAlong() {
        Label end = code.label("end");
        Label table = code.label("table");
        jump(code, -1, end);
        code.put8(0x90);
        code.put16(0x8D48);
        code.put8(0x05); // lea rax, [rip + table]
        code.put32(0);
        code.fixup(X8664Fixups.R_X86_64_PC32, code.position() - 4, table, -4);
        jump(code, 4, end);
        code.bind(end);
        code.put8(0xC3);
        code.bind(table);
        code.data().difference(1, end, table).difference(1, end.plus(2), end);
        CodeImage image = code.toImage();
        assertEquals("eb0a" + "90" + "488d0503000000" + "7400" + "c3" + "ff02", hex());
        assertEquals(12, image.offsetOf("end"));
        assertArrayEquals(new int[] {13}, code.toObject().sections().getFirst().turns());
        assertEquals(hex(), hex(), "making an image leaves the code as it is");
    }

    @Test
    void paddingIsLaidOutAgain() {
        Label loop = code.newLabel();
        Label end = code.newLabel();
        jump(code, -1, end);
        code.align(8);
        code.bind(loop);
        jump(code, 2, loop);
        code.bind(end);
        code.align(8);
        assertEquals("eb08" + "660f1f440000" + "72fe" + "660f1f440000", hex());
    }

    @Test
    void aLabelBeforePaddingThatWasNoneStaysBeforeIt() {
        Label before = code.label("before");
        Label behind = code.label("behind");
        jump(code, -1, before);
        code.put(new byte[] {0x66, 0x66, (byte) 0x90});
        code.bind(before);
        code.align(8); // nothing, as long as the jump has five bytes
        code.bind(behind);
        code.put8(0xC3);
        CodeImage image = code.toImage();
        assertEquals(5, image.offsetOf("before"));
        assertEquals(8, image.offsetOf("behind"));
        assertEquals("eb03" + "666690" + "0f1f00" + "c3", hex());
    }

    @Test
    void whatIsNoBranchIsLeftAlone() {
        CodeBuffer x86 = new CodeBuffer(Machine.X86_32, BufferOption.SHORTEST_BRANCHES);
        Label end = x86.newLabel();
        x86.data().u8(0xE9).relative(4, end.plus(-4));
        jump(x86, -1, end);
        x86.bind(end);
        assertEquals(
                "e902000000" + "eb00", HexFormat.of().formatHex(x86.toImage().at(0)));

        jump(code, -1, code.external("elsewhere"));
        Label constant = code.newLabel();
        jump(code, -1, constant);
        CodeBuffer rodata = code.section(SectionKind.RODATA);
        rodata.bind(constant);
        rodata.data().u8(1);
        assertEquals(10, code.toObject().sections().getFirst().size());
    }

    @Test
    void aShortBranchOutOfReachIsRefused() {
        Label end = code.newLabel();
        code.put16(0x00EB);
        code.fixup(X8664Fixups.R_X86_64_PC8, 1, end, -1);
        code.put(new byte[128]);
        code.bind(end);
        String message = assertThrows(RelocationException.class, code::toImage).getMessage();
        assertTrue(message.contains("R_X86_64_PC8 at offset 0x1") && message.contains("out of range"), message);
    }

    @Test
    void paddingAndPatchesDoNotMix() {
        code.put32(0x90909090);
        code.put8(0x90);
        code.align(8);
        assertThrows(RelocationException.class, () -> code.patch(4, 6));
        try (Patch _ = code.patch(0, 4)) {
            assertThrows(RelocationException.class, () -> code.align(16));
        }
    }

    /// One statement: a branch to a label, its label's place, bytes, or padding.
    private record Statement(char what, int number, int condition) {
        int size(boolean isLong) {
            return what == 'j' ? isLong ? condition < 0 ? 5 : 6 : 2 : what == 'f' ? number : 0;
        }
    }

    private static List<Statement> randomProgram(SplittableRandom random) {
        List<Statement> program = new ArrayList<>();
        int labels = 1 + random.nextInt(30);
        for (int i = 0; i < labels; i++) {
            program.add(new Statement('l', i, 0));
        }
        int jumps = random.nextInt(60);
        for (int i = 0; i < jumps; i++) {
            program.add(new Statement('j', random.nextInt(labels), random.nextInt(17) - 1));
        }
        int fills = random.nextInt(20);
        int largest = random.nextBoolean() ? 20 : 130;
        for (int i = 0; i < fills; i++) {
            program.add(new Statement('f', random.nextInt(largest), 0));
        }
        int paddings = random.nextBoolean() ? 0 : random.nextInt(6);
        for (int i = 0; i < paddings; i++) {
            program.add(new Statement('a', 1 << random.nextInt(7), 0));
        }
        return shuffled(program, random);
    }

    private static List<Statement> shuffled(List<Statement> program, SplittableRandom random) {
        List<Statement> rest = new ArrayList<>(program);
        List<Statement> order = new ArrayList<>();
        while (!rest.isEmpty()) {
            order.add(rest.remove(random.nextInt(rest.size())));
        }
        return order;
    }

    /// The plainest way to the fixed point: lay everything out, grow what doesn't reach, again.
    private static byte[] bruteForce(List<Statement> program, Machine machine) {
        boolean[] isLong = new boolean[program.size()];
        while (true) {
            int[] offsets = new int[program.size() + 1];
            int[] labels = new int[program.size()];
            for (int i = 0; i < program.size(); i++) {
                Statement s = program.get(i);
                int size = s.what == 'a' ? -offsets[i] & s.number - 1 : s.size(isLong[i]);
                offsets[i + 1] = offsets[i] + size;
                if (s.what == 'l') {
                    labels[s.number] = offsets[i];
                }
            }
            boolean grown = false;
            for (int i = 0; i < program.size(); i++) {
                Statement s = program.get(i);
                if (s.what == 'j' && !isLong[i]) {
                    int distance = labels[s.number] - offsets[i + 1];
                    isLong[i] = distance != (byte) distance;
                    grown |= isLong[i];
                }
            }
            if (!grown) {
                return write(program, machine, isLong, offsets, labels);
            }
        }
    }

    private static byte[] write(
            List<Statement> program, Machine machine, boolean[] isLong, int[] offsets, int[] labels) {
        byte[] bytes = new byte[offsets[program.size()]];
        for (int i = 0; i < program.size(); i++) {
            Statement s = program.get(i);
            int p = offsets[i];
            switch (s.what) {
                case 'f' -> Arrays.fill(bytes, p, p + s.number, (byte) 0xCC);
                case 'a' -> NoOps.fill(machine, bytes, p, offsets[i + 1] - p);
                case 'j' -> {
                    int distance = labels[s.number] - offsets[i + 1];
                    if (!isLong[i]) {
                        bytes[p++] = (byte) (s.condition < 0 ? 0xEB : 0x70 | s.condition);
                        bytes[p] = (byte) distance;
                    } else {
                        if (s.condition >= 0) {
                            bytes[p++] = 0x0F;
                        }
                        bytes[p++] = (byte) (s.condition < 0 ? 0xE9 : 0x80 | s.condition);
                        Container.LE32.write(bytes, p, distance);
                    }
                }
                default -> {}
            }
        }
        return bytes;
    }

    private static byte[] assemble(List<Statement> program, CodeBuffer code) {
        List<Label> labels = new ArrayList<>();
        program.forEach(s -> labels.add(code.newLabel()));
        for (Statement s : program) {
            switch (s.what) {
                case 'l' -> code.bind(labels.get(s.number));
                case 'j' -> jump(code, s.condition, labels.get(s.number));
                case 'a' -> code.align(s.number);
                default -> {
                    byte[] fill = new byte[s.number];
                    Arrays.fill(fill, (byte) 0xCC);
                    code.put(fill);
                }
            }
        }
        return code.toImage().at(0);
    }

    @Test
    void randomProgramsComeOutAsByBruteForce() {
        SplittableRandom random = new SplittableRandom(2);
        CodeBuffer x86 = new CodeBuffer(Machine.X86_32, BufferOption.SHORTEST_BRANCHES);
        int shorter = 0;
        for (int round = 0; round < 5000; round++) {
            CodeBuffer buffer = round % 2 == 0 ? code : x86;
            buffer.reset();
            List<Statement> program = randomProgram(random);
            byte[] expected = bruteForce(program, buffer.machine());
            assertArrayEquals(expected, assemble(program, buffer), () -> program.toString());
            shorter += expected.length < buffer.position() ? 1 : 0;
        }
        assertTrue(shorter > 4000, "only " + shorter + " programs became shorter");
    }

    /// Each branch reaches only if the next one is short, and the last one isn't.
    @Test
    void chainsOfGrowthEndInTime() {
        int branches = 200_000;
        Label[] labels = new Label[branches + 130];
        Arrays.setAll(labels, i -> code.newLabel());
        for (int i = 0; i < labels.length; i++) {
            code.bind(labels[i]);
            if (i < branches) {
                jump(code, -1, labels[Math.min(i + 64, labels.length - 1)]);
            } else {
                code.put8(0x90);
            }
        }
        code.put(new byte[200]);
        long start = System.nanoTime();
        byte[] bytes = code.toImage().at(0);
        assertTrue(System.nanoTime() - start < 20_000_000_000L, "the cost is linear");
        int p = 0;
        for (int i = 0; i < branches; i++) {
            boolean isShort = (bytes[p] & 0xFF) == 0xEB;
            assertTrue(isShort || (bytes[p] & 0xFF) == 0xE9, "branch " + i);
            p += isShort ? 2 : 5;
        }
    }

    @Test
    void aPlantedFaultInARowIsFound() {
        String[] rows = {
            "R_X86_64_PLT32 | e9 | R_X86_64_PC8 | eb | ",
            "R_X86_64_PLT32 | e9 | R_X86_64_PC32 | eb ",
            "R_X86_64_PLT32 | 0f 8? | R_X86_64_PC8 | 7",
            "R_X86_64_PLT33 | e9 | R_X86_64_PC8 | eb"
        };
        for (String row : rows) {
            IllegalArgumentException wrong = assertThrows(
                    IllegalArgumentException.class,
                    () -> Relaxations.parse(
                            "planted.relaxations", new BufferedReader(new StringReader("\n" + row)), X8664Fixups.TABLE),
                    row);
            assertTrue(wrong.getMessage().startsWith("planted.relaxations:2: "), wrong.getMessage());
        }
        byte[] jcc = {0x0F, (byte) 0x8F, 0, 0, 0, 0};
        Relaxation swapped = Relaxations.parse(
                        "planted.relaxations",
                        new BufferedReader(new StringReader("R_X86_64_PLT32 | 0f 8? | R_X86_64_PC8 | 6?")),
                        X8664Fixups.TABLE)
                .find(X8664Fixups.R_X86_64_PLT32, jcc, 2);
        byte[] planted = new byte[2];
        swapped.shortCode().write(planted, 0, jcc[1]);
        byte[] right = new byte[2];
        Relaxations.of(Machine.X86_64)
                .find(X8664Fixups.R_X86_64_PLT32, jcc, 2)
                .shortCode()
                .write(right, 0, jcc[1]);
        assertEquals(0x7F, right[0]);
        assertNotEquals(right[0], planted[0]);
    }
}
