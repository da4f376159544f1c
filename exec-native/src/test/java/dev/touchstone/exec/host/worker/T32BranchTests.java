package dev.touchstone.exec.host.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.isa.Isa;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class T32BranchTests {
    private static final int PIPELINE = 4;

    static IntStream distances() {
        IntStream near = IntStream.of(-2, 0, 2, 4, 6, 2046, 2048, 4096);
        IntStream powers =
                IntStream.range(11, 24).flatMap(i -> IntStream.of(1 << i, -(1 << i), 3 << i - 1, -(3 << i - 1)));
        return IntStream.concat(near, powers).map(d -> d + PIPELINE);
    }

    @ParameterizedTest
    @MethodSource("distances")
    void isWhatTheAssemblerMakes(int distance) {
        byte[] bytes = TextAssembler.assemble(Isa.T32, "b.w #" + (distance - PIPELINE), 0)
                .at(0);
        int expected = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
        assertEquals(expected, new T32Branch().word(distance));
    }
}
