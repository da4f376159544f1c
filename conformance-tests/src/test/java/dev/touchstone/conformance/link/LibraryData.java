package dev.touchstone.conformance.link;

import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.SectionKind;
import dev.touchstone.relocation.SymbolType;

/// What the functions of `main.c` share, whatever the machine: the data, and the names.
final class LibraryData {
    private final CodeBuffer code;
    final Label greeting;
    final Label counter;
    final Label room;

    LibraryData(CodeBuffer code) {
        this.code = code;
        CodeBuffer constants = code.section(SectionKind.RODATA);
        greeting = object(constants, "greeting");
        constants.data().asciz("Hello from Touchstone").align(4);
        object(constants, "distances");
        constants.data().relative(4, code.label("add")).relative(4, greeting);

        CodeBuffer variables = code.section(SectionKind.DATA);
        counter = object(variables, "counter");
        variables.data().u32(7).align(8);
        object(variables, "functions");
        variables.data().address(code.label("add")).address(code.external("c_subtract"));

        CodeBuffer zeros = code.section(SectionKind.BSS);
        room = object(zeros, "room");
        zeros.data().zeros(64);
    }

    private Label object(CodeBuffer section, String name) {
        section.align(8);
        Label label = code.export(code.label(name), SymbolType.OBJECT);
        section.bind(label);
        return label;
    }

    /// Begins a function in the section of code.
    Label function(String name) {
        return function(name, code);
    }

    Label function(String name, CodeBuffer section) {
        Label label = section.export(section.label(name), SymbolType.FUNCTION);
        section.bind(label);
        return label;
    }

    Label external(String name) {
        return code.external(name);
    }
}
