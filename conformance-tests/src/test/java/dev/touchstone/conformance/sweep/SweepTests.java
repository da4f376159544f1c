package dev.touchstone.conformance.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.conformance.oracle.Oracle;
import dev.touchstone.conformance.oracle.Oracles;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.isa.Isa;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SweepTests {
    private static SweepReport sweep(Isa isa, long from, long to, int shard, int shards) throws Exception {
        return Sweep.run(new SweepOptions(isa, from, to, shard, shards, 2), null, report -> {});
    }

    @Test
    void everyNarrowWordOfT32() throws Exception {
        SweepReport report = sweep(Isa.T32, 0, 0xFFFF, 1, 1);
        assertEquals(0xE800, report.words());
        assertEquals(List.of(), report.wrong());
        assertTrue(report.claimed() > 0xE800 * 9 / 10, report::toString);
        assertEquals(List.of(), report.missing());
    }

    /// Data processing with immediates, and what stands beside it.
    @Test
    void shardsMergeToTheWhole() throws Exception {
        long from = 0x1200_8000L;
        long to = 0x1204_7FFFL;
        SweepReport whole = sweep(Isa.A64, from, to, 1, 1);
        SweepReport second = sweep(Isa.A64, from, to, 2, 2);
        assertEquals(1, second.missing().size());
        assertEquals(whole, second.plus(sweep(Isa.A64, from, to, 1, 2)));
        assertEquals(to - from + 1, whole.words());
        assertThrows(IllegalArgumentException.class, () -> second.plus(second));
        assertThrows(IllegalArgumentException.class, () -> second.plus(sweep(Isa.A64, from, to - 1, 1, 2)));
    }

    @Test
    void aSweepThatWasStoppedGoesOn() throws Exception {
        SweepOptions options = new SweepOptions(Isa.A64, 0, 0x10_FFFFL, 1, 1, 1);
        SweepReport[] first = new SweepReport[1];
        SweepReport whole = Sweep.run(options, null, report -> {
            if (first[0] == null) {
                first[0] = report;
            }
        });
        assertEquals(1, first[0].missing().size());
        long[] judged = new long[1];
        SweepReport resumed = Sweep.run(options, first[0], report -> judged[0]++);
        assertEquals(whole, resumed);
        assertTrue(judged[0] > 0);
        SweepOptions other = new SweepOptions(Isa.A64, 0, 0x10_FFFFL, 2, 2, 1);
        assertThrows(IllegalArgumentException.class, () -> Sweep.run(other, first[0], report -> {}));
    }

    @ParameterizedTest
    @CsvSource({
        "X86_64, 0, 1, 1, 1",
        "A64, 1, 0, 1, 1",
        "A64, 0, 0x100000000, 1, 1",
        "A64, 0, 1, 3, 2",
        "A64, 0, 1, 0, 1"
    })
    void whatIsNoRangeIsRefused(Isa isa, String from, String to, int shard, int shards) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new SweepOptions(isa, Long.decode(from), Long.decode(to), shard, shards, 1));
    }

    /// A decoder that takes each word for its neighbour.
    @Test
    void aWrongDecoderIsFound() throws EngineMissingException {
        MachineLanguage a64 = MachineLanguages.of(Isa.A64);
        MachineLanguage wrong = (MachineLanguage) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MachineLanguage.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("tryDecode")) {
                        byte[] code = ((byte[]) arguments[0]).clone();
                        int offset = (int) arguments[1];
                        code[offset] ^= 1;
                        return a64.decode(code, offset);
                    }
                    return method.invoke(a64, arguments);
                });
        try (Oracle llvm = Oracles.open("llvm", Isa.A64)) {
            Tally tally = new Tally();
            new WordJudge(wrong, llvm).judge(new SweepOptions.Span(0x8B02_0000L, 0x8B02_00FFL), tally);
            assertEquals(256, tally.counts().get(Kind.NOT_REENCODED));
            assertEquals(
                    "0x8b020000",
                    tally.groups().getFirst().examples().getFirst().word());
        }
    }
}
