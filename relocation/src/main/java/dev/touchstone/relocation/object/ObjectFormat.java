package dev.touchstone.relocation.object;

import dev.touchstone.relocation.ObjectCode;
import dev.touchstone.relocation.RelocationException;
import dev.touchstone.relocation.object.coff.CoffWriter;
import dev.touchstone.relocation.object.elf.ElfWriter;
import dev.touchstone.relocation.object.macho.MachOWriter;
import java.util.function.Function;

/// The formats of relocatable objects.
public enum ObjectFormat {
    /// The Executable and Linkable Format: Linux and most others. All five sets.
    ELF(ElfWriter::write),
    /// Mach-O: macOS. x86-64 and A64.
    MACHO(MachOWriter::write),
    /// The Common Object File Format: Windows. x86-64 and A64.
    COFF(CoffWriter::write);

    private final Function<ObjectCode, byte[]> writer;

    ObjectFormat(Function<ObjectCode, byte[]> writer) {
        this.writer = writer;
    }

    /// The object as a file of this format.
    ///
    /// @throws RelocationException if the format has no objects for the machine, or no relocation of a kind that
    ///     the object needs; the message names both
    public byte[] write(ObjectCode object) {
        return writer.apply(object);
    }
}
