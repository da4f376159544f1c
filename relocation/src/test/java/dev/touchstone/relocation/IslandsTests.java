package dev.touchstone.relocation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.relocation.ReachProgram.Form;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IslandsTests {
    static Stream<Machine> machines() {
        return Stream.of(Machine.A64, Machine.A32, Machine.T32);
    }

    private static CodeBuffer buffer(Machine machine) {
        return new CodeBuffer(machine, BufferOption.EXTENDED_REACH);
    }

    private static long range(Form form) {
        return form.kind().maximum();
    }

    static Stream<Form> forms() {
        return machines().flatMap(machine -> ReachProgram.forms(machine).stream());
    }

    private static Machine machine(Form form) {
        return machines()
                .filter(machine -> ReachProgram.forms(machine).contains(form))
                .findFirst()
                .orElseThrow();
    }

    /// The forms whose range takes little memory; with `-Dfar=true` those of 128 MiB too.
    static Stream<Form> testedForms() {
        return forms().filter(form -> range(form) <= 1 << 25 || Boolean.getBoolean("far"));
    }

    static Stream<Form> shortForms() {
        return forms().filter(form -> range(form) <= 1 << 21);
    }

    /// Around the end of the range in either direction each branch still comes to its label.
    @ParameterizedTest
    @MethodSource("testedForms")
    void aroundTheEndOfTheRange(Form form) {
        Machine machine = machine(form);
        int step = machine.codeAlignment();
        boolean large = range(form) > 1 << 21;
        for (int off = large ? -1 : -24; off <= (large ? 1 : 24); off++) {
            CodeBuffer code = buffer(machine);
            ReachProgram forward = new ReachProgram(code, 1);
            forward.branch(form, 0);
            forward.fill((int) range(form) + off * step);
            forward.bind(0);
            forward.check();

            CodeBuffer other = buffer(machine);
            ReachProgram backward = new ReachProgram(other, 1);
            backward.bind(0);
            backward.fill((int) range(form) + off * step);
            backward.branch(form, 0);
            backward.check();
        }
    }

    /// Written in small pieces, as assemblers do, an island comes in time.
    @ParameterizedTest
    @MethodSource("shortForms")
    void inSmallPieces(Form form) {
        Machine machine = machine(form);
        ReachProgram program = new ReachProgram(buffer(machine), 3);
        for (int i = 0; i < 3; i++) {
            program.branch(form, i);
        }
        for (long done = 0; done < 3 * range(form); done += 4) {
            program.fill(4);
        }
        for (int i = 0; i < 3; i++) {
            program.bind(i);
        }
        program.check();
    }

    @ParameterizedTest
    @MethodSource("machines")
    void randomPrograms(Machine machine) {
        SplittableRandom random = new SplittableRandom(Integer.getInteger("seed", 5));
        CodeBuffer code = buffer(machine);
        for (int round = 0; round < Integer.getInteger("rounds", 300); round++) {
            code.reset();
            randomProgram(new ReachProgram(code, 1 + random.nextInt(300)), machine, random);
        }
    }

    private static void randomProgram(ReachProgram program, Machine machine, SplittableRandom random) {
        List<Form> forms = ReachProgram.forms(machine);
        int largest = 4 << random.nextInt(machine.equals(Machine.T32) ? 12 : 14);
        int statements = 20 + random.nextInt(1500);
        int labels = program.labels();
        for (int i = 0; i < statements; i++) {
            switch (random.nextInt(9)) {
                case 0 -> program.fill(random.nextInt(largest));
                case 1, 2 -> {
                    int label = random.nextInt(labels);
                    if (!program.isBound(label)) {
                        program.bind(label);
                    }
                }
                case 3 -> {
                    boolean eight = machine.equals(Machine.A64) && random.nextBoolean();
                    program.load(eight ? 8 : 4, random.nextInt(50), random.nextBoolean());
                }
                case 4 -> {
                    if (random.nextInt(20) == 0) {
                        program.code.align(1 << random.nextInt(6));
                    }
                }
                case 5 -> stretch(program, forms, random);
                default -> program.branch(forms.get(random.nextInt(forms.size())), random.nextInt(labels));
            }
        }
        for (int label = 0; label < labels; label++) {
            if (!program.isBound(label)) {
                program.bind(label);
            }
        }
        program.check();
    }

    /// Branches ahead and loads in a stretch of exact size.
    private static void stretch(ReachProgram program, List<Form> forms, SplittableRandom random) {
        int[] ahead = IntStream.range(0, program.labels())
                .filter(label -> !program.isBound(label))
                .toArray();
        int count = ahead.length == 0 ? 0 : random.nextInt(6);
        List<Form> chosen = Stream.generate(() -> forms.get(random.nextInt(forms.size())))
                .limit(count)
                .toList();
        int loads = random.nextInt(4);
        int bytes = chosen.stream().mapToInt(program::bytes).sum() + 4 * loads;
        try (Exact _ = program.code.exactly(bytes)) {
            for (int i = 0; i < loads; i++) {
                program.load(4, random.nextInt(), true);
            }
            chosen.forEach(form -> program.branch(form, ahead[random.nextInt(ahead.length)]));
        }
    }

    @Test
    void codeWithinReachIsAsWithoutTheOption() {
        for (CodeBuffer code : List.of(buffer(Machine.A64), new CodeBuffer(Machine.A64))) {
            ReachProgram program = new ReachProgram(code, 2);
            program.bind(0);
            program.branch(ReachProgram.A64.get(5), 0);
            program.branch(ReachProgram.A64.get(5), 1);
            program.fill(30_000);
            program.bind(1);
            program.check();
            assertEquals(4 + 8 + 8 + 30_000 + 4, code.position());
        }
    }

    @Test
    void branchesToOneLabelShareAVeneer() {
        CodeBuffer code = buffer(Machine.A64);
        ReachProgram program = new ReachProgram(code, 1);
        for (int i = 0; i < 1000; i++) {
            program.branch(ReachProgram.A64.get(5), 0);
        }
        program.fill(60_000);
        program.bind(0);
        program.check();
        assertEquals(1000 * 8 + 60_000 + 4 + 8, code.position(), "one jump over one veneer");
    }

    /// Each kind that takes a literal finds it in reach, wherever the range runs out.
    @ParameterizedTest
    @MethodSource("machines")
    void everyKindOfLiteral(Machine machine) {
        List<FixupKind> kinds = ReachTable.of(machine).byRange().stream()
                .filter(ReachTable.Limited::isLiteral)
                .map(ReachTable.Limited::kind)
                .toList();
        int bias = machine.equals(Machine.A64) ? 0 : machine.equals(Machine.A32) ? 8 : 4;
        for (FixupKind kind : kinds) {
            for (int before = 0; before < 3; before++) {
                CodeBuffer code = buffer(machine);
                code.put(new byte[before * machine.codeAlignment()]);
                Label literal = code.literal(4, 0x12345678);
                int at = code.reserve(kind.bytes());
                code.put(new byte[kind.bytes()]);
                code.fixup(kind, at, literal, -bias);
                for (int i = 0; i < 2 * kind.maximum(); i += 4) {
                    code.put32(0);
                }
                byte[] linked = code.toImage().at(0);
                int pc = machine.equals(Machine.T32) ? at + bias & ~3 : at + bias;
                assertEquals(0x12345678, Container.LE32.read(linked, (int) (pc + kind.read(linked, at))), kind.name());
            }
        }
        assertTrue(kinds.size() > 1);
    }

    @Test
    void literalsOfOneValueAreShared() {
        CodeBuffer code = buffer(Machine.A64);
        ReachProgram program = new ReachProgram(code, 0);
        for (int i = 0; i < 10; i++) {
            program.load(8, 42, true);
            program.load(4, 42, true);
        }
        Label wide = code.literal128(1, 2);
        code.put32(0x9C000000); // ldr q0, literal
        code.fixup(AArch64Fixups.R_AARCH64_LD_PREL_LO19, code.position() - 4, wide, 0);
        Label here = code.newLabel();
        code.bind(here);
        code.put32(0x58000000); // ldr x0, =here
        code.fixup(AArch64Fixups.R_AARCH64_LD_PREL_LO19, code.position() - 4, code.literal(here), 0);
        code.literal(here.plus(4));
        code.literal(here.plus(0));
        program.check();
        assertEquals(96 + 16 + 8 + 8 + 8 + 4, code.position());
        assertArrayEquals(new int[] {88}, code.toObject().sections().getFirst().turns());
        assertEquals(2, code.toImage().relocations().size(), "the addresses");
        assertThrows(RelocationException.class, () -> code.literal(4, 1L << 32));
        assertThrows(RelocationException.class, () -> code.literal(2, 1));
        assertThrows(
                RelocationException.class, () -> code.section(SectionKind.DATA).literal(4, 1));
    }

    @Test
    void literalsWithoutTheOptionArePlacedWhereTheyAreAskedFor() {
        CodeBuffer code = new CodeBuffer(Machine.A32);
        ReachProgram program = new ReachProgram(code, 0);
        program.load(4, 7, true);
        program.fill(4);
        code.pool();
        assertEquals(12, code.position());
        program.load(4, 7, true);
        program.check();
        assertEquals(20, code.position());
        assertArrayEquals(
                new int[] {8, 12, 16}, code.toObject().sections().getFirst().turns());
    }

    @Test
    void nothingIsPutInAStretchOfExactSize() {
        for (int before = 0; before < 140; before += 2) {
            CodeBuffer code = buffer(Machine.T32);
            ReachProgram program = new ReachProgram(code, 2);
            program.load(4, 99, false);
            program.branch(ReachProgram.T32.get(2), 0);
            program.fill(before);
            program.branch(ReachProgram.T32.get(0), 1);
            int start;
            try (Exact _ = code.exactly(80)) {
                start = code.position();
                for (int i = 0; i < 20; i++) {
                    program.load(4, i, true);
                }
            }
            assertEquals(start + 80, code.position());
            program.fill(6000);
            program.bind(0);
            program.bind(1);
            program.check();
        }
        CodeBuffer code = buffer(Machine.A64);
        Exact tooShort = code.exactly(8);
        code.put32(0);
        assertThrows(RelocationException.class, tooShort::close);
        assertThrows(RelocationException.class, () -> code.exactly(-1));
    }

    /// A branch back that does not reach is rewritten behind a block, and as the last of one, and not in a
    /// stretch of exact size.
    @Test
    void branchesBackInHeldStretches() {
        Form loop = ReachProgram.T32.get(4); // b, 2 KiB
        for (Form form : ReachProgram.T32) {
            CodeBuffer code = buffer(Machine.T32);
            ReachProgram program = new ReachProgram(code, 1);
            program.bind(0);
            program.fill(5000);
            code.holdTogether(18);
            program.branch(form, 0);
            program.branch(loop, 0);
            program.check();
        }
        CodeBuffer code = buffer(Machine.T32);
        Label back = code.newLabel();
        code.bind(back);
        code.put(new byte[5000]);
        try (Exact _ = code.exactly(2)) {
            code.put16((int) loop.word());
            assertThrows(RelocationException.class, () -> code.fixup(loop.kind(), 5000, back, loop.addend()));
        }
    }

    @Test
    void nothingComesBehindAPrefix() {
        for (int prefix : new int[] {0x0420BC20, 0x04912883, 0x04D02883}) { // movprfx z0, z1; z3.s, p2/m; z3.d, p2/z
            for (int before = 32_700; before < 32_764; before += 4) {
                CodeBuffer code = buffer(Machine.A64);
                ReachProgram program = new ReachProgram(code, 1);
                program.branch(ReachProgram.A64.get(5), 0);
                program.fill(before);
                code.put32(prefix);
                code.put32(0x04000000); // add z0.b, p0/m, z0.b, z0.b
                program.fill(100);
                program.bind(0);
                byte[] linked = program.check();
                int at = before;
                while (Container.LE32.read(linked, at) != prefix) {
                    at += 4;
                }
                assertEquals(0x04000000, Container.LE32.read(linked, at + 4));
            }
        }
    }

    @Test
    void dataStaysInOnePieceAndBehindItsLabel() {
        for (int before = 32_000; before < 32_800; before += 4) {
            CodeBuffer code = buffer(Machine.A64);
            ReachProgram program = new ReachProgram(code, 2);
            program.branch(ReachProgram.A64.get(5), 0);
            program.fill(before);
            program.branch(ReachProgram.A64.get(7), 1);
            Label table = code.newLabel();
            code.bind(table);
            for (int i = 0; i < 100; i++) {
                code.data().u32(i);
            }
            program.bind(1);
            program.bind(0);
            byte[] linked = program.check();
            for (int i = 0; i < 100; i++) {
                assertEquals(i, Container.LE32.read(linked, table.offset() + 4 * i));
            }
        }
    }

    /// More data behind a label than is left free for it: a branch over it does not reach, unless the data was
    /// announced.
    @Test
    void largeDataStaysBehindItsLabel() {
        for (boolean announced : new boolean[] {false, true}) {
            CodeBuffer code = buffer(Machine.A64);
            ReachProgram program = new ReachProgram(code, 2);
            program.branch(ReachProgram.A64.get(5), 0);
            program.branch(ReachProgram.A64.get(7), 1);
            program.fill(100);
            if (announced) {
                code.holdTogether(40_000);
            }
            Label table = code.newLabel();
            code.bind(table);
            byte[] data = new byte[40_000];
            Arrays.fill(data, (byte) 0x77);
            code.data().bytes(data);
            assertEquals(table.offset() + 40_000, code.position());
            assertEquals(0x77, code.array()[table.offset()]);
            if (announced) {
                program.bind(1);
                program.bind(0);
                program.check();
            } else {
                assertThrows(RelocationException.class, () -> program.bind(1));
            }
        }
    }

    /// What a pool or padding ends with is not the user's data: an island may stand between them.
    @Test
    void dataBehindAPoolOrPaddingMayBeLong() {
        for (int before = 8; before < 200; before += 4) {
            for (boolean pool : new boolean[] {true, false}) {
                CodeBuffer code = buffer(Machine.A64);
                ReachProgram program = new ReachProgram(code, 1);
                program.branch(ReachProgram.A64.get(5), 0);
                program.fill(before);
                if (pool) {
                    program.load(8, 42, true);
                    code.pool();
                } else {
                    code.data().align(256);
                }
                code.data().zeros(32_760);
                program.bind(0);
                program.check();
            }
        }
    }

    /// A label behind padding is aligned, also if an island had to be put there.
    @Test
    void nothingComesBetweenPaddingAndALabel() {
        for (int before = 32_000; before < 32_800; before += 4) {
            CodeBuffer code = buffer(Machine.A64);
            ReachProgram program = new ReachProgram(code, 1);
            program.branch(ReachProgram.A64.get(5), 0);
            program.fill(before);
            code.align(8);
            Label aligned = code.newLabel();
            code.bind(aligned);
            assertEquals(0, aligned.offset() % 8);
            program.fill(8);
            code.data().align(16);
            Label data = code.newLabel();
            code.bind(data);
            code.data().u64(1);
            assertEquals(0, data.offset() % 16);
            program.bind(0);
            program.check();
        }
    }

    @Test
    void whatCannotBeReachedIsRefused() {
        CodeBuffer code = buffer(Machine.A64);
        Label own = code.newLabel();
        code.put32(0x58000000);
        code.fixup(AArch64Fixups.R_AARCH64_LD_PREL_LO19, 0, own, 0);
        code.put(new byte[1 << 20]);
        assertThrows(RelocationException.class, () -> code.bind(own), "a place of the user's own is not moved");
    }

    @Test
    void manyBranches() {
        long start = System.nanoTime();
        CodeBuffer code = buffer(Machine.A64);
        ReachProgram program = new ReachProgram(code, 25_000);
        List<Form> forms = ReachProgram.A64;
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 250_000; i++) {
            int label = i / 10;
            if (i % 10 == 0) {
                program.bind(label);
            }
            int target = Math.min(24_999, label + random.nextInt(20_000));
            program.branch(forms.get(random.nextInt(forms.size())), target);
        }
        program.check();
        double seconds = (System.nanoTime() - start) / 1e9;
        assertTrue(seconds < 60, "linear cost: " + seconds + " s");
    }
}
