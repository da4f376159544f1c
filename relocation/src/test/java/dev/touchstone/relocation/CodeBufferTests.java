package dev.touchstone.relocation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CodeBufferTests {
    private final CodeBuffer code = new CodeBuffer(Machine.X86_64);

    private void jump(Label target) {
        code.put8(0xE9);
        code.put32(0);
        code.fixup(X8664Fixups.R_X86_64_PC32, code.position() - 4, target, -4);
    }

    @Test
    void forwardAndBackward() {
        Label start = code.newLabel();
        Label end = code.newLabel();
        code.bind(start);
        jump(end);
        jump(start);
        code.bind(end);
        assertEquals(
                "e905000000e9f6ffffff", HexFormat.of().formatHex(code.toImage().at(0x1000)));
        assertTrue(code.toImage().relocations().isEmpty(), "relative references within the code need no linking");
    }

    @Test
    void absoluteReferencesFollowTheAddress() {
        Label data = code.label("data");
        code.put64(0);
        code.fixup(X8664Fixups.R_X86_64_64, 0, data, 2);
        code.bind(data);
        CodeImage image = code.toImage();
        assertEquals(0x500aL, Container.LE64.read(image.at(0x5000), 0));
        assertEquals(0x7000_000aL, Container.LE64.read(image.at(0x7000_0000L), 0));
        assertEquals(8, image.offsetOf("data"));
    }

    @Test
    void pageRelativeReferencesFollowTheAddress() {
        CodeBuffer arm = new CodeBuffer(Machine.A64);
        Label target = arm.newLabel();
        arm.put32(0x9000_0000);
        arm.fixup(AArch64Fixups.R_AARCH64_ADR_PREL_PG_HI21, 0, target, 0);
        arm.put32(0x9100_0000);
        arm.fixup(AArch64Fixups.R_AARCH64_ADD_ABS_LO12_NC, 4, target, 0);
        for (int i = 0; i < 4; i++) {
            arm.put32(0);
        }
        arm.bind(target);
        byte[] linked = arm.toImage().at(0x1_2FF0);
        assertEquals(1 << 29 | 0x9000_0000L, Container.LE32.read(linked, 0));
        assertEquals(0x9100_0000L | 0x8 << 10, Container.LE32.read(linked, 4));
    }

    @Test
    void externalSymbolsAreAskedForAtTheLink() {
        jump(code.external("memcpy"));
        jump(code.external("memset"));
        CodeImage image = code.toImage();
        RelocationException missing = assertThrows(RelocationException.class, () -> image.at(0));
        assertTrue(
                missing.getMessage().contains("memcpy") && missing.getMessage().contains("memset"),
                missing.getMessage());
        byte[] linked = image.at(0x1000, Map.of("memcpy", 0x2000L, "memset", 0x3000L));
        assertEquals(0x2000 - 0x1005, Container.LE32.read(linked, 1));
    }

    @Test
    void eachMisuseHasItsError() {
        Label twice = code.newLabel();
        code.bind(twice);
        assertMessage("bound already", () -> code.bind(twice));
        assertMessage("another code buffer", () -> new CodeBuffer(Machine.X86_64).bind(twice));
        assertMessage("external", () -> code.bind(code.external("there")));
        assertMessage("not bound", () -> code.newLabel().offset());
        assertMessage("bytes are written", () -> code.fixup(X8664Fixups.R_X86_64_PC32, 0, twice, 0));
        jump(code.label("nowhere"));
        jump(code.newLabel());
        RelocationException unbound = assertThrows(RelocationException.class, code::toImage);
        assertTrue(
                unbound.getMessage().contains("\"nowhere\"")
                        && unbound.getMessage().contains("anonymous"),
                unbound.getMessage());
        code.reset();
        assertMessage("before this code buffer was reset", () -> code.bind(twice));
    }

    private static void assertMessage(String part, Runnable misuse) {
        RelocationException e = assertThrows(RelocationException.class, misuse::run);
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }

    @Test
    void aFixupOutOfReachIsRefusedWhenTheLabelIsBound() {
        Label far = code.newLabel();
        code.put8(0xEB);
        code.put8(0);
        code.fixup(X8664Fixups.R_X86_64_PC8, 1, far, -1);
        code.put(new byte[127]);
        code.bind(far);
        code.reset();
        Label farther = code.newLabel();
        code.put8(0xEB);
        code.put8(0);
        code.fixup(X8664Fixups.R_X86_64_PC8, 1, farther, -1);
        code.put(new byte[128]);
        assertMessage("out of range", () -> code.bind(farther));
    }

    /// Random jumps between random labels, over several uses of one buffer: each displacement must lead to its
    /// label.
    @Test
    void randomLabelGraphs() {
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 50; round++) {
            code.reset();
            List<Label> labels = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                labels.add(code.newLabel());
            }
            List<int[]> jumps = new ArrayList<>();
            List<Label> unbound = new ArrayList<>(labels);
            while (!unbound.isEmpty() || jumps.size() < 200) {
                if (!unbound.isEmpty() && random.nextInt(8) == 0) {
                    code.bind(unbound.remove(random.nextInt(unbound.size())));
                } else {
                    int target = random.nextInt(labels.size());
                    jumps.add(new int[] {code.position(), target});
                    jump(labels.get(target));
                }
            }
            byte[] linked = code.toImage().at(0x4000_0000L);
            for (int[] jump : jumps) {
                int displacement = (int) Container.LE32.read(linked, jump[0] + 1);
                assertEquals(labels.get(jump[1]).offset(), jump[0] + 5 + displacement);
            }
        }
    }

    @Test
    void theBufferGrows() {
        byte[] chunk = new byte[10_000];
        chunk[9_999] = 42;
        for (int i = 0; i < 100; i++) {
            code.put(chunk);
        }
        assertEquals(1_000_000, code.toImage().size());
        assertArrayEquals(chunk, java.util.Arrays.copyOfRange(code.toImage().at(0), 990_000, 1_000_000));
    }
}
