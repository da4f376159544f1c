package dev.touchstone.conformance.oracle.keystone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class WasmRunnerTests {
    /// (module (func (export "loop") (loop (br 0))) (func (export "trap") unreachable)
    ///   (func $f (export "deep") (call $f)))
    private static final WasmModule MODULE = Parser.parse(HexFormat.of()
            .parseHex(("0061736d01000000"
                            // types, functions
                            + "01 04 01 600000" + "03 04 03 000000"
                            // exports: loop, trap, deep
                            + "07 16 03 046c6f6f700000 04747261700001 04646565700002"
                            // code
                            + "0a 12 03 070003400c000b0b 0300000b 040010020b")
                    .replace(" ", "")));

    private final AtomicInteger instances = new AtomicInteger();
    private final AtomicReference<Thread> looping = new AtomicReference<>();

    private static Request request(String line) {
        return new Request(0, 0, 0, line);
    }

    private Function<Request, String> instance() {
        instances.incrementAndGet();
        Instance instance = Instance.builder(MODULE)
                .withMachineFactory(MachineFactoryCompiler.compile(MODULE))
                .build();
        return request -> {
            if (request.line().equals("loop")) {
                looping.set(Thread.currentThread());
            }
            if (!request.line().isEmpty()) {
                instance.export(request.line()).apply();
            }
            return "90";
        };
    }

    @Test
    void whatTrapsOrNestsWithoutEndIsRefusedAlone() {
        try (WasmRunner runner = new WasmRunner(this::instance, Duration.ofSeconds(60))) {
            List<String> answers = runner.ask(List.of(request(""), request("trap"), request(""), request("deep")));
            assertEquals("90", answers.get(0));
            assertTrue(answers.get(1).startsWith("!Keystone breaks off"), answers.get(1));
            assertEquals("90", answers.get(2));
            assertTrue(answers.get(3).startsWith("!Keystone breaks off"), answers.get(3));
            assertEquals(List.of("90"), runner.ask(List.of(request(""))));
            assertEquals(3, instances.get());
        }
    }

    @Test
    void whatHangsIsGivenUpAndEnds() throws InterruptedException {
        try (WasmRunner runner = new WasmRunner(this::instance, Duration.ofMillis(1500))) {
            List<Request> requests = new ArrayList<>(List.of(request(""), request("loop"), request("")));
            assertEquals(List.of("90", "!Keystone does not answer in 1500 ms", "90"), runner.ask(requests));
            assertEquals(2, instances.get());
            looping.get().join(Duration.ofSeconds(30));
            assertFalse(looping.get().isAlive(), "the loop goes on");
        }
    }
}
