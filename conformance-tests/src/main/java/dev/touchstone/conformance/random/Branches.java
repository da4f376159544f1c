package dev.touchstone.conformance.random;

import dev.touchstone.isa.Isa;
import java.util.List;
import java.util.random.RandomGenerator;

/// The text of a set's branches, loops and moves to and from the stack.
///
/// @param ifFlags branches that look at flags
/// @param others branches that don't
/// @param near those of the others that reach no more than some 120 bytes
/// @param filler an instruction without an effect
/// @param stack moves to and from the stack where the forms `push` and `pop` are not there
record Branches(
        List<String> ifFlags,
        List<String> others,
        List<String> near,
        String begin,
        String end,
        List<String> stack,
        String filler) {
    private static final List<String> X86 = List.of(
            "jo", "jno", "jb", "jae", "je", "jne", "jbe", "ja", "js", "jns", "jp", "jnp", "jl", "jge", "jle", "jg");
    private static final List<String> ARM =
            List.of("eq", "ne", "hs", "lo", "mi", "pl", "vs", "vc", "hi", "ls", "ge", "lt", "gt", "le");

    /// Branches' texts end in their label; a loop's begin has a place for the count and one for the label.
    static Branches of(Isa isa) {
        return switch (isa) {
            case X86_64 ->
                new Branches(
                        X86.stream().map(j -> j + " ").toList(),
                        List.of("jmp "),
                        List.of("jrcxz "),
                        "mov r14d, %d; %s:",
                        "sub r14d, 1; jne %s",
                        List.of(),
                        "nop");
            case X86_32 ->
                new Branches(
                        X86.stream().map(j -> j + " ").toList(),
                        List.of("jmp "),
                        List.of("jecxz "),
                        "mov edi, %d; %s:",
                        "sub edi, 1; jne %s",
                        List.of(),
                        "nop");
            case A64 ->
                new Branches(
                        ARM.stream().map(c -> "b." + c + " ").toList(),
                        List.of("b ", "cbz x0, ", "cbnz w1, ", "cbz w2, ", "tbz w3, #5, ", "tbnz x1, #63, "),
                        List.of(),
                        "mov x22, #%d; %s:",
                        "subs x22, x22, #1; b.ne %s",
                        List.of(
                                "stp x0, x1, [sp, #-16]!",
                                "ldp x2, x3, [sp], #16",
                                "str x3, [sp, #-16]!",
                                "ldr x12, [sp], #16",
                                "stp q0, q1, [sp, #-32]!",
                                "ldp d2, d3, [sp], #16"),
                        "mov x12, x12");
            case A32 ->
                new Branches(
                        ARM.stream().map(c -> "b" + c + " ").toList(),
                        List.of("b "),
                        List.of(),
                        "mov r7, #%d; %s:",
                        "subs r7, r7, #1; bne %s",
                        List.of(),
                        "mov r12, r12");
            case T32 ->
                new Branches(
                        ARM.stream().map(c -> "b" + c + " ").toList(),
                        List.of("b "),
                        List.of("cbz r0, ", "cbnz r1, "),
                        "movs r7, #%d; %s:",
                        "subs r7, r7, #1; bne %s",
                        List.of(),
                        "mov r12, r12");
        };
    }

    static <T> T pick(List<T> from, RandomGenerator random) {
        return from.get(random.nextInt(from.size()));
    }
}
