package dev.touchstone.conformance.link;

import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.Machine;
import dev.touchstone.relocation.SectionKind;
import dev.touchstone.relocation.SymbolType;

/// What the functions of `main.c` want of others, as an object of its own: for linkers without a C library.
final class Externals {
    private Externals() {}

    static CodeBuffer code(Machine machine) {
        CodeBuffer code = new CodeBuffer(machine);
        for (String function : new String[] {"puts", "qsort", "c_subtract"}) {
            Label label = code.export(code.label(function), SymbolType.FUNCTION);
            code.bind(label);
            code.align(8);
            code.put64(0);
        }
        CodeBuffer data = code.section(SectionKind.DATA);
        data.bind(data.export(data.label("c_variable"), SymbolType.OBJECT));
        data.data().u32(1000);
        return code;
    }
}
