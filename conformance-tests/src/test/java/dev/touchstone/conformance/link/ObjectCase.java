package dev.touchstone.conformance.link;

import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.Machine;
import dev.touchstone.relocation.object.ObjectFormat;
import java.util.function.Supplier;

/// A format and machine of which there are objects, with one of the functions of `main.c`.
enum ObjectCase {
    ELF_X86_64(ObjectFormat.ELF, Machine.X86_64, X8664Library::code),
    ELF_X86_32(ObjectFormat.ELF, Machine.X86_32, X8632Library::code),
    ELF_A64(ObjectFormat.ELF, Machine.A64, A64Library::code),
    ELF_A32(ObjectFormat.ELF, Machine.A32, A32Library::code),
    ELF_T32(ObjectFormat.ELF, Machine.T32, T32Library::code),
    MACHO_X86_64(ObjectFormat.MACHO, Machine.X86_64, X8664Library::code),
    MACHO_A64(ObjectFormat.MACHO, Machine.A64, A64Library::code),
    COFF_X86_64(ObjectFormat.COFF, Machine.X86_64, X8664Library::codeWithoutTable),
    COFF_A64(ObjectFormat.COFF, Machine.A64, A64Library::codeWithoutTable);

    final ObjectFormat format;
    final Machine machine;
    private final Supplier<CodeBuffer> code;

    ObjectCase(ObjectFormat format, Machine machine, Supplier<CodeBuffer> code) {
        this.format = format;
        this.machine = machine;
        this.code = code;
    }

    /// The functions, anew.
    CodeBuffer code() {
        return code.get();
    }

    byte[] write() {
        return format.write(code().toObject());
    }
}
