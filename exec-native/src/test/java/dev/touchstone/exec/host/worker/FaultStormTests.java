package dev.touchstone.exec.host.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.FaultKind;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.Snippet;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.Machine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Ten thousand snippets in a row, most of which fault in a random way, some of them by stores to the worker's own
/// memory. Each outcome is held against what the snippet was made to do.
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class FaultStormTests {
    private static final int COUNT = 10_000;
    private static final int BATCH = 1000;
    private static final int MARK = 0x00C0_FFEE;
    private static final Duration SHORT = Duration.ofMillis(10);

    /// @param kind null: it completes
    /// @param pc of the fault, from the start of the code
    private record Case(Snippet snippet, boolean loops, boolean soup, FaultKind kind, long pc, long address) {}

    private final Map<String, CodeImage> assembled = new HashMap<>();

    private static String pointer(Isa isa) {
        return isa == Isa.X86_64 ? "rax" : "eax";
    }

    private CodeImage assemble(Isa isa, String source) {
        return assembled.computeIfAbsent(source, s -> TextAssembler.assemble(isa, s, AddressMap.CODE));
    }

    private Snippet snippet(Isa isa, CodeImage code, int mark, long pointer) {
        MachineState state = new MachineState(isa, 64, 64);
        state.set(isa == Isa.X86_64 ? "rdi" : "edi", mark);
        state.set(pointer(isa), pointer);
        state.set("zmm7", ~mark);
        return new Snippet(isa, code, 0, state, SHORT);
    }

    private Case fault(Isa isa, int mark, long pointer, int before, String source, FaultKind kind, long address) {
        String text = "inc ecx\n".repeat(before) + source;
        int start = assemble(isa, "inc ecx\n".repeat(before)).size();
        return new Case(snippet(isa, assemble(isa, text), mark, pointer), false, false, kind, start, address);
    }

    private Case jump(Isa isa, int mark, long target, String source) {
        return new Case(
                snippet(isa, assemble(isa, source), mark, target),
                false,
                false,
                FaultKind.MEMORY,
                target - AddressMap.CODE,
                target);
    }

    /// What the worker had when the storm began: pages that no snippet may write to.
    private static long own(Random random, long hidden) {
        long[] places = {
            Layout.TEXT + random.nextInt(0x400),
            ControlBlock.STARTUP + random.nextInt(0x400),
            Layout.SHARED + random.nextInt(Layout.SHARED_BYTES - 8),
        };
        // A store across two pages may be told of either.
        return (hidden + places[random.nextInt(places.length)]) & -8;
    }

    /// Where the layout has the worker's pages, if they were not hidden.
    private static long apparent(Random random) {
        int[] places = {
            Layout.TEXT,
            Layout.SLOT,
            Layout.TABLES,
            Layout.SIGNAL_STACK,
            Layout.CODE_VIEW,
            Layout.SHARED,
            Layout.SHARED + Layout.OUTPUT,
        };
        return (places[random.nextInt(places.length)] + random.nextInt(0x1000)) & -8L;
    }

    private Case random(Isa isa, Random random, int i, long hidden) {
        boolean wide = isa == Isa.X86_64;
        String p = pointer(isa);
        int before = random.nextInt(6);
        int word = wide ? 8 : 4;
        long nowhere = 0x3000_0000L + (random.nextInt(0x4000_0000) & -16);
        long small = random.nextInt(0x1000);
        long code = AddressMap.CODE + random.nextInt(0x8000);
        String sp = wide ? "rsp" : "esp";
        return switch (random.nextInt(i % 500 == 0 ? 21 : 20)) {
            case 0 -> fault(isa, i, 0, before, "ud2", FaultKind.ILLEGAL_INSTRUCTION, 0);
            case 1 -> fault(isa, i, small, before, "mov edx, [" + p + "]", FaultKind.MEMORY, small);
            case 2 -> fault(isa, i, small, before, "mov [" + p + "], edx", FaultKind.MEMORY, small);
            case 3 ->
                fault(
                        isa,
                        i,
                        AddressMap.DATA + 1 + random.nextInt(15),
                        before,
                        "movaps xmm0, [" + p + "]",
                        FaultKind.ALIGNMENT,
                        0);
            case 4 -> fault(isa, i, 1, before, "div ebx", FaultKind.ARITHMETIC, 0);
            case 5 -> fault(isa, i, 0, before, "int3", FaultKind.BREAKPOINT, 0);
            case 6 -> fault(isa, i, 0, before, "hlt", FaultKind.SYSTEM, 0);
            case 7 -> fault(isa, i, 20, before, "int 0x80", FaultKind.SYSTEM, 0);
            case 8 -> stack(isa, i, nowhere, sp, p, "push ecx".replace("ecx", wide ? "rcx" : "ecx"), nowhere - word);
            case 9 -> stack(isa, i, nowhere, sp, p, "call 1f\n1:", nowhere - word);
            case 10 -> stack(isa, i, nowhere, sp, p, "ret", nowhere);
            case 11 -> jump(isa, i, nowhere, "jmp " + p);
            case 12 -> jump(isa, i, nowhere, "call " + p);
            case 13 -> fault(isa, i, code, before, "mov [" + p + "], edx", FaultKind.MEMORY, code);
            case 14 -> apparent(isa, i, apparent(random), before, p);
            case 15 -> apparent(isa, i, wide ? own(random, hidden) : apparent(random), before, p);
            case 16 -> {
                long at = (wide ? own(random, hidden) : apparent(random)) + word;
                yield stack(isa, i, at, sp, p, "call 1f\n1:", at - word);
            }
            case 17 -> soup(isa, random, i);
            case 20 -> new Case(snippet(isa, assemble(isa, "1: jmp 1b"), i, 0), true, false, null, 0, 0);
            default ->
                new Case(
                        snippet(isa, assemble(isa, "add edi, " + MARK + "\nnop\n".repeat(before)), i, 0),
                        false,
                        false,
                        null,
                        0,
                        0);
        };
    }

    private Case apparent(Isa isa, int i, long at, int before, String p) {
        return fault(isa, i, at, before, "add dword ptr [" + p + "], 1", FaultKind.MEMORY, at);
    }

    private Case stack(Isa isa, int i, long at, String sp, String p, String source, long address) {
        String move = "mov " + sp + ", " + p;
        int pc = assemble(isa, move).size();
        CodeImage code = assemble(isa, move + "\n" + source);
        return new Case(snippet(isa, code, i, at), false, false, FaultKind.MEMORY, pc, address);
    }

    private Case soup(Isa isa, Random random, int i) {
        byte[] bytes = new byte[1 + random.nextInt(24)];
        random.nextBytes(bytes);
        CodeImage code = CodeImage.of(isa == Isa.X86_64 ? Machine.X86_64 : Machine.X86_32, bytes);
        return new Case(snippet(isa, code, i, AddressMap.DATA), false, true, null, 0, 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"X86_64", "X86_32"})
    void everyOutcomeIsRight(Isa isa) throws Exception {
        Random random = new Random(17);
        int soups = 0;
        int loops = 0;
        try (WorkerExecutor executor = WorkerExecutor.open(isa);
                WorkerExecutor alone = WorkerExecutor.open(isa)) {
            for (int from = 0; from < COUNT; from += BATCH) {
                List<Case> cases = new ArrayList<>();
                for (int i = from; i < from + BATCH; i++) {
                    cases.add(random(isa, random, i, executor.hidden()));
                }
                List<Outcome> outcomes =
                        executor.runAll(cases.stream().map(Case::snippet).toList());
                for (int i = 0; i < BATCH; i++) {
                    Case made = cases.get(i);
                    if (made.soup) {
                        soups += sameAs(alone.run(made.snippet), outcomes.get(i), alone, made.snippet) ? 1 : 0;
                    } else {
                        loops += made.loops ? 1 : 0;
                        check(made, outcomes.get(i), "snippet " + (from + i));
                    }
                }
            }
        }
        assertTrue(soups > COUNT / 25, soups + " of random bytes gave the same outcome alone");
        assertTrue(loops > 0, "there were endless loops");
    }

    private static void check(Case made, Outcome outcome, String name) {
        MachineState before = made.snippet.initial();
        boolean wide = before.isa() == Isa.X86_64;
        if (made.loops) {
            assertInstanceOf(Outcome.TimedOut.class, outcome, name);
            return;
        }
        MachineState after;
        if (made.kind == null) {
            after = assertInstanceOf(Outcome.Completed.class, outcome, name).state();
            assertEquals(before.get(wide ? "rdi" : "edi") + MARK, after.get(wide ? "rdi" : "edi"), name);
        } else {
            Outcome.Faulted fault = assertInstanceOf(Outcome.Faulted.class, outcome, name);
            assertEquals(made.kind, fault.kind(), name);
            assertEquals(Long.toHexString(AddressMap.CODE + made.pc), Long.toHexString(fault.pc()), name);
            assertEquals(Long.toHexString(made.address), Long.toHexString(fault.address()), name);
            after = fault.state();
            assertEquals(before.get(wide ? "rdi" : "edi"), after.get(wide ? "rdi" : "edi"), name);
            assertEquals(fault.pc(), after.get(wide ? "rip" : "eip"), name);
        }
        assertEquals(before.get("zmm7"), after.get("zmm7"), name);
        assertTrue(Arrays.equals(before.data(), after.data()), name);
    }

    /// Whether it is what that snippet does alone. Some random bytes read clocks.
    private static boolean sameAs(Outcome one, Outcome other, WorkerExecutor alone, Snippet snippet) {
        if (same(one, other)) {
            return true;
        }
        assertTrue(!same(one, alone.run(snippet)), () -> one + " alone, " + other + " in a batch");
        return false;
    }

    private static boolean same(Outcome one, Outcome other) {
        if (one instanceof Outcome.Faulted a && other instanceof Outcome.Faulted b) {
            return a.kind() == b.kind()
                    && a.pc() == b.pc()
                    && a.address() == b.address()
                    && Arrays.equals(a.state().registers(), b.state().registers());
        }
        return one instanceof Outcome.Completed a && other instanceof Outcome.Completed b
                ? Arrays.equals(a.state().registers(), b.state().registers())
                : one.equals(other);
    }
}
