package dev.touchstone.exec.host.patch;

import dev.touchstone.encoder.Decoded;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.FixupKind;
import dev.touchstone.relocation.X8664Fixups;
import java.util.Arrays;
import java.util.Map;

/// One aligned store, within eight bytes that are aligned (so within a cache line too), that leaves instructions'
/// bounds as they are:
///
/// - of a direct branch's displacement, or of the immediate at an instruction's end, on every processor;
/// - of a whole instruction on AMD's (APM volume 2, "Cross-Modifying Code", asynchronous modification). Intel's
///   manual ("Handling Self- and Cross-Modifying Code") has the other threads synchronised for that: a breakpoint
///   first, then the rest. A breakpoint ends this process unless a handler of it goes on, and there is none.
final class X86Rules implements PatchRules {
    static final X86Rules INSTANCE = new X86Rules();

    /// The last column of an opcode, and the bytes at the instruction's end that it stands for.
    private static final Map<String, Integer> FIELDS =
            Map.of("ib", 1, "iw", 2, "id", 4, "io", 8, "cb", 1, "cw", 2, "cd", 4);

    private X86Rules() {}

    @Override
    public Decoded decode(byte[] code, int offset) {
        return MachineLanguages.of(Isa.X86_64).decode(code, offset);
    }

    @Override
    public Span replace(long address, byte[] before, byte[] after) {
        Decoded old = decode(before, 0);
        Decoded changed = decode(after, 0);
        if (after.length != before.length || changed.length() != after.length) {
            throw new UnsupportedOperationException(
                    "at 0x%x stand the %d bytes of one instruction; allowed is one instruction of as many bytes"
                            .formatted(address, before.length));
        }
        int field = fieldOffset(old.instruction().form(), before.length);
        boolean operandOnly =
                old.instruction().form().equals(changed.instruction().form())
                        && Arrays.equals(before, 0, field, after, 0, field);
        if (!operandOnly && !X86Vendor.documentsWholeInstructions()) {
            throw new UnsupportedOperationException(
                    "%s at 0x%x becomes %s: on this processor that takes a breakpoint first, and nothing in this process goes on behind a breakpoint; allowed is another branch target or another immediate"
                            .formatted(
                                    old.instruction().form(),
                                    address,
                                    changed.instruction().form()));
        }
        return checked(address, operandOnly ? new Span(field, before.length - field) : new Span(0, before.length));
    }

    private static Span checked(long address, Span span) {
        long first = address + span.offset();
        long last = first + span.size() - 1;
        if (span.size() > 0 && first >>> 3 != last >>> 3) {
            throw new UnsupportedOperationException(
                    "the bytes from 0x%x to 0x%x can't be changed by one store, they lie on both sides of 0x%x; align the code so that they don't"
                            .formatted(first, last, last & -8));
        }
        return span;
    }

    @Override
    public Branch branch(long address, byte[] instruction) {
        Form form = decode(instruction, 0).instruction().form();
        if (!lastColumn(form).startsWith("c")) {
            throw new UnsupportedOperationException("%s at 0x%x is no direct branch".formatted(form, address));
        }
        int field = fieldOffset(form, instruction.length);
        int size = instruction.length - field;
        FixupKind reach = size == 1
                ? X8664Fixups.R_X86_64_PC8
                : size == 2 ? X8664Fixups.R_X86_64_PC16 : X8664Fixups.R_X86_64_PC32;
        Span span = checked(address, new Span(field, size));
        return new Branch(address, span, reach, address + instruction.length, 0, 8 * size);
    }

    /// Where the immediate or the displacement at the instruction's end begins; its length if there is none.
    private static int fieldOffset(Form form, int length) {
        return length - FIELDS.getOrDefault(lastColumn(form), 0);
    }

    private static String lastColumn(Form form) {
        String encoding = form.encoding();
        return encoding.substring(encoding.lastIndexOf(' ') + 1);
    }
}
