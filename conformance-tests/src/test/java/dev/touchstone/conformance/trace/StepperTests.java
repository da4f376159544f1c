package dev.touchstone.conformance.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.conformance.Plugins;
import dev.touchstone.conformance.state.StateText;
import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.Executor;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Outcome;
import dev.touchstone.exec.Snippet;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeImage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepperTests {
    private static Executor open(Isa isa) throws EngineMissingException {
        return isa.isX86() ? Plugins.executor("native", isa) : Plugins.qemuUser(isa);
    }

    private static Snippet snippet(Isa isa, String text, String... state) {
        CodeImage code = TextAssembler.assemble(isa, text, AddressMap.CODE);
        MachineState initial = StateText.read(isa, List.of(state));
        return new Snippet(isa, code, 0, initial, Duration.ofMillis(10));
    }

    private static Trace trace(Isa isa, String text, String... state) throws EngineMissingException {
        try (Executor executor = open(isa)) {
            return Trace.of(executor, snippet(isa, text, state), 100);
        }
    }

    /// Each step as its offset and its changes, as in `0 x0=0x0->0x1`.
    private static List<String> steps(Trace trace) {
        return trace.steps().stream()
                .map(step -> Long.toHexString(step.pc() - AddressMap.CODE) + " "
                        + step.changes().stream().map(ChangeText::of).collect(Collectors.joining(" ")))
                .map(String::strip)
                .toList();
    }

    /// What executors put there for the return stands there once: what the code makes of it stays.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X86_64 | push 5; pop rax; mov qword ptr [rsp], 7; pop rcx",
                "X86_32 | push 5; pop eax; mov dword ptr [esp], 0; pop ecx",
                "A64 | mov x1, x30; mov x30, xzr; add x2, x30, #1; mov x30, x1; ret",
                "A32 | mov r1, lr; mov lr, #0; add r2, lr, #1; bx r1",
                "T32 | mov r1, lr; movs r2, #0; mov lr, r2; add r2, lr; bx r1",
            })
    void theReturnAddressIsPutOnce(Isa isa, String text) throws EngineMissingException {
        Trace trace = trace(isa, text);
        assertEquals("completed", trace.end());
        assertEquals(text.split(";").length, trace.steps().size());
    }

    /// Memory that the snippet's own state does not have goes from step to step too.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X86_64 | mov [rbx], ecx; mov [rsp - 0x700], ecx; mov eax, [rbx]; add eax, [rsp - 0x700] | rbx=0x2100f000 rcx=7",
                "A64 | str x1, [x2]; str x1, [sp, #-256]!; ldr x3, [x2]; ldr x4, [sp] | x1=7 x2=0x2100f000",
            })
    void allMemoryIsKept(Isa isa, String text, String state) throws EngineMissingException {
        Trace trace = trace(isa, text, state.split(" "));
        assertEquals("completed", trace.end());
        assertEquals(4, trace.steps().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // What stands behind it is read by it.
                "X86_64 | mov eax, [rip]; mov ecx, 5; mov edx, 6 | 0 rax=0x0->0x5b9 rcx=0x0->0x5,b rdx=0x0->0x6",
                "A64 | ldr w0, #4; mov x1, #5; mov x2, #6 | 0 x0=0x0->0xd28000a1 x1=0x0->0x5,8 x2=0x0->0x6",
                // A table and its values between the code.
                "X86_64 | jmp [rip + 5]; mov ecx, 1; .quad 0x20ff0013; mov edx, 2 | 0,13 rdx=0x0->0x2",
                "A32 | ldr pc, [pc, #4]; mov r0, #1; mov r0, #2; .word 0x20ff0010; mov r1, #3 | 0,10 r1=0x0->0x3",
                "T32 | tbb [pc, r0]; .byte 2, 3; movs r1, #1; movs r2, #2; nop | 0,8 r2=0x0->0x2,a",
            })
    void codeThatIsReadIsAsItWas(Isa isa, String text, String expected) throws EngineMissingException {
        Trace trace = trace(isa, text);
        assertEquals("completed", trace.end());
        assertEquals(
                List.of(expected.split(",")),
                steps(trace).stream()
                        .map(step -> step.replaceAll(" cpsr=.*", ""))
                        .toList());
    }

    @Test
    void anExclusivePairIsOneStep() throws EngineMissingException {
        Trace trace = trace(
                Isa.A64,
                "again: ldxr x0, [x1]; add x0, x0, #1; stxr w2, x0, [x1]; cbnz w2, again; mov x3, #1",
                "x1=0x21000000");
        assertEquals("completed", trace.end());
        assertEquals(List.of("0 x0=0x0->0x1 [0x21000000]=00->01", "c", "10 x3=0x0->0x1"), steps(trace));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X86_64 | nop; mov eax, [rcx]; nop | 2 | faulted: MEMORY at pc 0x20ff0001, address 0x0",
                "X86_64 | nop; int3; nop | 2 | faulted: BREAKPOINT at pc 0x20ff0001, address 0x0",
                "X86_64 | nop; ud2 | 2 | faulted: ILLEGAL_INSTRUCTION at pc 0x20ff0001, address 0x0",
                "X86_32 | xor ecx, ecx; div ecx; nop | 2 | faulted: ARITHMETIC at pc 0x20ff0002, address 0x0",
                "X86_64 | push 0; ret; nop | 2 | faulted: MEMORY at pc 0x0, address 0x0",
                "A64 | nop; brk #0; nop | 2 | faulted: BREAKPOINT at pc 0x20ff0004, address 0x0",
                "A64 | nop; ldr x1, [x2, #8] | 2 | faulted: MEMORY at pc 0x20ff0004, address 0x8",
                "A32 | nop; udf #0xde0; nop | 2 | faulted: ILLEGAL_INSTRUCTION at pc 0x20ff0004, address 0x0",
                "T32 | nop; udf #0; nop | 2 | faulted: ILLEGAL_INSTRUCTION at pc 0x20ff0002, address 0x0",
                "T32 | movs r0, #0; it eq; ldreq r0, [r1]; nop | 3 | faulted: MEMORY at pc 0x20ff0004, address 0x0",
                "X86_64 | nop; again: jmp again | 2 | timed out",
                "A64 | nop; again: b again | 2 | timed out",
            })
    void whatTheRunComesToIsTheLastStep(Isa isa, String text, int steps, String end) throws EngineMissingException {
        Trace trace = trace(isa, text);
        assertEquals(end, trace.end());
        assertEquals(steps, trace.steps().size());
    }

    @Test
    void anItBlocksInstructionsAreStepsIfTheyRun() throws EngineMissingException {
        Trace trace = trace(
                Isa.T32,
                "movs r0, #0; itete eq; moveq r1, #1; movne r2, #2; addeq r3, r1, r1; movne r4, #4; cmp r1, #7; "
                        + "itt ne; addne r5, r3, r3; bne over; mov r6, #6; over: it ne; ldrne r0, [r7]");
        assertEquals(
                List.of("0", "2", "4", "8", "c", "e", "10", "12", "18", "1a"),
                steps(trace).stream().map(s -> s.replaceAll(" .*", "")).toList());
        assertEquals("faulted: MEMORY at pc 0x20ff001a, address 0x0", trace.end());
    }

    @Test
    void aRunOfTooManyStepsIsGivenUp() throws EngineMissingException {
        try (Executor executor = open(Isa.X86_64)) {
            Snippet straight = snippet(Isa.X86_64, "nop; nop; nop");
            assertInstanceOf(
                    Outcome.Completed.class,
                    Trace.of(executor, straight, 3).outcome().orElseThrow());
            Trace cut = Trace.of(executor, straight, 2);
            assertEquals(Optional.empty(), cut.outcome());
            assertEquals(2, cut.steps().size());
            assertEquals("given up after 2 steps", cut.end());
            assertThrows(IllegalArgumentException.class, () -> Trace.of(executor, straight, 0));
        }
    }

    /// What no state has is lost, and the trace says that it ends otherwise.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A32 | setend be; str r1, [r0]; setend le | r0=0x21000000 r1=1",
                "X86_32 | mov es, cx; mov eax, es; mov edx, eax | ecx=0",
            })
    void whatIsLostIsSaid(Isa isa, String text, String state) throws EngineMissingException {
        Trace trace = trace(isa, text, state.split(" "));
        assertTrue(trace.end().contains("stepped, this run ends otherwise: the whole run "), trace::end);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X86_64 | nop; .byte 0x0f, 0x0b; nop | faulted: ILLEGAL_INSTRUCTION at pc 0x20ff0001, address 0x0",
                "A32 | nop; blx over; nop; over: nop; nop | goes on in the other of A32 and T32 at 0x20ff000c",
            })
    void whatCanNotBeSteppedIsSteppedUpToThere(Isa isa, String text, String end) throws EngineMissingException {
        Trace trace = trace(isa, text);
        assertTrue(trace.end().startsWith(end), trace::end);
        assertEquals(2, trace.steps().size());
    }
}
