package dev.touchstone.exec.emulated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.FaultKind;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.RegisterSet;
import dev.touchstone.exec.Snippet;
import dev.touchstone.isa.Isa;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// One engine serves many runs: what one leaves behind the next must not see, and the translation of code is kept only
/// for that code.
class UnicornReuseTests {
    /// So that a loaded machine ends no run.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final UnicornProvider PROVIDER = new UnicornProvider();

    private static Snippet snippet(Isa isa, String source, MachineState state) {
        return new Snippet(isa, TextAssembler.assemble(isa, source, AddressMap.CODE), 0, state, PATIENCE);
    }

    private static Snippet snippet(Isa isa, String source) {
        return snippet(isa, source, new MachineState(isa, 64, 64));
    }

    private static MachineState completed(Outcome outcome) {
        return assertInstanceOf(Outcome.Completed.class, outcome).state();
    }

    /// The address in the source is replaced.
    private static String at(String source, long address) {
        return source.replace("HIGH", "0x%x".formatted(address >> 16))
                .replace("LOW", "0x%x".formatted(address & 0xFFFF));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        X86_64 | mov ecx, HIGH @ shl ecx, 16 @ or ecx, LOW @ mov [rcx], rsp | mov ecx, HIGH @ shl ecx, 16 @ or ecx, LOW @ mov rbx, [rcx] | rbx
        X86_32 | mov ecx, HIGH @ shl ecx, 16 @ or ecx, LOW @ mov [ecx], esp | mov ecx, HIGH @ shl ecx, 16 @ or ecx, LOW @ mov ebx, [ecx] | ebx
        A64    | mov x0, LOW @ movk x0, HIGH, lsl #16 @ str x0, [x0] | mov x0, LOW @ movk x0, HIGH, lsl #16 @ ldr x1, [x0] | x1
        A32    | movw r0, LOW @ movt r0, HIGH @ str r0, [r0] | movw r0, LOW @ movt r0, HIGH @ ldr r1, [r0] | r1
        T32    | movw r0, LOW @ movt r0, HIGH @ str r0, [r0] | movw r0, LOW @ movt r0, HIGH @ ldr r1, [r0] | r1
        """)
    void whatWasStoredAnywhereIsGone(Isa isa, String store, String load, String register)
            throws EngineMissingException {
        long[] places = {
            AddressMap.DATA,
            AddressMap.DATA + 0x40,
            AddressMap.DATA + 0xFF8,
            AddressMap.DATA + 0x1000,
            AddressMap.DATA + AddressMap.DATA_SIZE - 8,
            AddressMap.STACK,
            AddressMap.STACK_TOP - 0x1000,
            AddressMap.STACK_TOP + 0x20,
            AddressMap.STACK + AddressMap.STACK_SIZE - 8,
        };
        try (Executor executor = PROVIDER.open(isa)) {
            for (long place : places) {
                MachineState stored =
                        completed(executor.run(snippet(isa, at(store, place).replace(" @ ", "\n"))));
                MachineState loaded =
                        completed(executor.run(snippet(isa, at(load, place).replace(" @ ", "\n"))));
                assertEquals(0, loaded.get(register), () -> "0x%x".formatted(place));
                if (place == AddressMap.DATA) {
                    assertEquals(isa.isX86() ? AddressMap.STACK_TOP : place, read(stored.data()));
                }
            }
        }
    }

    private static long read(byte[] bytes) {
        long value = 0;
        for (int i = 3; i >= 0; i--) {
            value = value << 8 | bytes[i] & 0xFF;
        }
        return value;
    }

    @ParameterizedTest
    @CsvSource({
        "A64, 'mov x0, #5\nmsr tpidr_el0, x0', 'mrs x1, tpidr_el0', x1",
        "A32, 'mov r0, #5\nmcr p15, #0, r0, c13, c0, #2', 'mrc p15, #0, r1, c13, c0, #2', r1",
        "T32, 'mov r0, #5\nmcr p15, #0, r0, c13, c0, #2', 'mrc p15, #0, r1, c13, c0, #2', r1",
        "X86_64, 'mov eax, 5\nwrgsbase rax', 'rdgsbase rbx', rbx",
    })
    void registersBesideTheStateAreReset(Isa isa, String set, String get, String register)
            throws EngineMissingException {
        try (Executor executor = PROVIDER.open(isa)) {
            long fresh = completed(executor.run(snippet(isa, get))).get(register);
            completed(executor.run(snippet(isa, set + "\n" + get)));
            assertEquals(fresh, completed(executor.run(snippet(isa, get))).get(register));
        }
    }

    @ParameterizedTest
    @EnumSource(Isa.class)
    void everyRegisterIsSetAnew(Isa isa) throws EngineMissingException {
        Random random = new Random(5);
        try (Executor executor = PROVIDER.open(isa)) {
            Snippet plain = snippet(isa, "nop");
            MachineState expected = completed(executor.run(plain));
            MachineState state = new MachineState(isa, 4096, 2 * AddressMap.STACK_HEADROOM);
            for (RegisterSet.Register r : state.registerSet().registers()) {
                if (r.name().matches("(r|x|v|z|q|zmm)\\d+|[re][abcd]x|[re][sd]i|[re]bp|st\\d")) {
                    byte[] value = new byte[r.bytes()];
                    random.nextBytes(value);
                    System.arraycopy(value, 0, state.registers(), r.offset(), value.length);
                }
            }
            if (isa.isX86()) {
                state.set("ftw", 0);
                state.set("fsw", 0x3800);
                state.set("fcw", 0x27F);
                state.set("mxcsr", 0x9FC0);
                state.set(isa == Isa.X86_64 ? "rflags" : "eflags", 0xCD7);
            } else if (isa == Isa.A64) {
                state.set("fpcr", 0x0300_0000);
                state.set("nzcv", 0xF000_0000L);
            } else {
                state.set("fpscr", 0x0300_0000);
                state.set("cpsr", 0xF80F_0000L);
            }
            random.nextBytes(state.data());
            random.nextBytes(state.stack());
            completed(executor.run(snippet(isa, "nop", state)));
            MachineState again = completed(executor.run(plain));
            assertArrayEquals(expected.registers(), again.registers());
            assertArrayEquals(expected.data(), again.data());
            assertArrayEquals(expected.stack(), again.stack());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "X86_64, 'add eax, 1', 'add eax, 2', rax",
        "X86_32, 'add eax, 1', 'add eax, 2', eax",
        "A64, 'add x0, x0, #1', 'add x0, x0, #2', x0",
        "A32, 'add r0, r0, #1', 'add r0, r0, #2', r0",
        "T32, 'adds r0, r0, #1', 'adds r0, r0, #2', r0",
    })
    void translationsAreOfTheCodeThatRuns(Isa isa, String one, String two, String register)
            throws EngineMissingException {
        Random random = new Random(3);
        try (Executor executor = PROVIDER.open(isa)) {
            for (int i = 0; i < 300; i++) {
                List<String> lines = new ArrayList<>();
                int from = random.nextInt(3);
                int sum = 0;
                for (int line = 0; line < 3; line++) {
                    boolean first = random.nextBoolean();
                    lines.add(first ? one : two);
                    sum += line < from ? 0 : first ? 1 : 2;
                }
                Snippet all = snippet(isa, String.join("\n", lines));
                int entry = from * all.codeSize() / 3;
                Snippet some = new Snippet(isa, all.code(), entry, all.initial(), PATIENCE);
                assertEquals(sum, completed(executor.run(some)).get(register), () -> lines + " from " + from);
            }
        }
    }

    @Test
    void thumbCodeEndsInArmStateAndInAnItBlock() throws EngineMissingException {
        try (Executor executor = PROVIDER.open(Isa.T32)) {
            // blx to the end, with the code before and behind it of both alignments
            MachineState end = completed(executor.run(snippet(Isa.T32, "mov r1, #1\nbx pc\nnop")));
            assertEquals(0, end.get("cpsr") & 0x20);
            // The end is within the block, whose condition does not hold.
            for (String condition : List.of("it ne", "itt ne\nmovne r1, #1", "ite eq\nmoveq r2, #1")) {
                MachineState inBlock = completed(executor.run(snippet(Isa.T32, "movs r0, #0\n" + condition)));
                assertEquals(0, inBlock.get("r1"), condition);
            }
        }
    }

    @Test
    void armCodeEndsInThumbState() throws EngineMissingException {
        try (Executor executor = PROVIDER.open(Isa.A32)) {
            MachineState end = completed(executor.run(snippet(Isa.A32, "mov r1, #1\nadd r0, pc, #1\nbx r0")));
            assertEquals(0x20, end.get("cpsr") & 0x20);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "X86_64, 'mov eax, 1\njmp next\nnext:', rax",
        "A64, 'mov x0, #1\nb next\nnext:', x0",
        "T32, 'mov r0, #1\nb next\nnext:', r0",
    })
    void faultsLeaveNothingBehind(Isa isa, String good, String register) throws EngineMissingException {
        String base = isa.isX86() ? "mov rax, [rax + 8]" : isa == Isa.A64 ? "ldr x0, [x0, #8]" : "ldr r0, [r0, #8]";
        String loop = isa.isX86() ? "l:\njmp l" : "l:\nb l";
        try (Executor executor = PROVIDER.open(isa)) {
            for (int i = 0; i < 5; i++) {
                assertEquals(1, completed(executor.run(snippet(isa, good))).get(register));
                Outcome.Faulted fault = assertInstanceOf(Outcome.Faulted.class, executor.run(snippet(isa, base)));
                assertEquals(FaultKind.MEMORY, fault.kind());
                assertEquals(8, fault.address());
                Snippet endless = snippet(isa, loop);
                assertInstanceOf(
                        Outcome.TimedOut.class,
                        executor.run(new Snippet(isa, endless.code(), 0, endless.initial(), Duration.ofMillis(5))));
            }
        }
    }

    /// Of every kind, in an IT block too, and where flags and vectors were changed before.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        X86_64 | ud2 @ int3 @ int 0x80 @ syscall @ mov [rax], rsp @ mov rbx, [rax + 1] @ std; pop rsp; ret @ xor ecx, ecx; div ecx @ jmp rax @ \
                 fninit; fldz; mov [rax], rax @ pcmpeqd xmm1, xmm1; ud2 @ ldmxcsr [rsp + 8]; hlt
        X86_32 | ud2 @ int3 @ int 0x80 @ mov [eax], esp @ mov ebx, [eax + 1] @ std; pop esp; ret @ xor ecx, ecx; div ecx @ jmp eax @ \
                 fninit; fldz; mov [eax], eax @ pcmpeqd xmm1, xmm1; ud2 @ into; hlt
        A64    | udf #1 @ brk #1 @ svc #0 @ hvc #0 @ str x1, [x0] @ ldr x1, [x0, #1] @ br x0 @ subs x1, x1, #1; ldr q0, [x0] @ ldxr x1, [x0] @ \
                 msr fpcr, x1; udf #0
        A32    | udf #1 @ bkpt #1 @ svc #0 @ str r1, [r0] @ ldr r1, [r0, #1] @ bx r0 @ subs r1, r1, #1; vldr d0, [r0] @ ldrex r1, [r0] @ \
                 vmsr fpscr, r1; udf #0 @ ldm r0, {r1, r2, pc}
        T32    | udf #1 @ bkpt #1 @ svc #0 @ str r1, [r0] @ ldr r1, [r0, #1] @ bx r0 @ subs r1, r1, #1; vldr d0, [r0] @ ldrex r1, [r0] @ \
                 movs r1, #0; itttt eq; moveq r1, #1; ldreq r2, [r0]; moveq r2, #1; moveq r3, #1 @ ittt ne; ldrne r1, [r0]; movne r2, #1; movne r3, #1
        """)
    void afterAFaultTheNextRunIsAsOnAFreshEngine(Isa isa, String faults) throws EngineMissingException {
        String add = isa == Isa.X86_64
                ? "adc rax, rcx\nmulsd xmm1, xmm2\nfld1"
                : isa == Isa.X86_32
                        ? "adc eax, ecx\nmulsd xmm1, xmm2\nfld1"
                        : isa == Isa.A64 ? "adcs x0, x1, x2\nfmul d1, d2, d3" : "adcs r0, r0, r2\nvmul.f64 d1, d2, d3";
        try (Executor used = PROVIDER.open(isa)) {
            for (String fault : faults.split(" @ ")) {
                Outcome.Faulted one = assertInstanceOf(
                        Outcome.Faulted.class, used.run(snippet(isa, fault.replace("; ", "\n"))), fault);
                MachineState after = completed(used.run(snippet(isa, add)));
                Outcome.Faulted again = assertInstanceOf(
                        Outcome.Faulted.class, used.run(snippet(isa, fault.replace("; ", "\n"))), fault);
                try (Executor fresh = PROVIDER.open(isa)) {
                    MachineState expected = completed(fresh.run(snippet(isa, add)));
                    assertArrayEquals(expected.registers(), after.registers(), fault);
                }
                assertEquals(one.kind(), again.kind(), fault);
                assertEquals(one.pc(), again.pc(), fault);
                assertEquals(one.address(), again.address(), fault);
                assertArrayEquals(
                        Objects.requireNonNull(one.state()).registers(),
                        Objects.requireNonNull(again.state()).registers(),
                        fault);
            }
        }
    }
}
