package dev.touchstone.encoder;

import dev.touchstone.encoder.SourceStatements.Statement;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.BufferOption;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.RelocationException;
import dev.touchstone.relocation.SectionKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Assembles text of several statements: instructions, labels and directives.
///
/// A statement ends at a line's end or at `;`. A comment runs from `//` (and `#` on x86, `@` on A32 and T32) to
/// the line's end. `name:` before a statement binds a label; names in operands stand for labels, bound before
/// or after. Names are of letters, digits, `_`, `.` and `$`, not beginning with a digit. `1:` binds a numeric
/// local label, as often as one likes; `1f` is its next place, `1b` its last one. On Arm `ldr x0, =value` puts a
/// constant or a label's address into a register, by way of a literal where no move does it.
///
/// Directives: `.text .rodata .data .bss .section NAME` choose the section; `.globl NAMES`, `.extern NAMES`,
/// `.type NAME, %function`; `.align .balign .p2align` with 0 behind it for zeros instead of no-ops; `.byte
/// .short .hword .2byte .word .long .int .4byte .quad .xword .8byte` with numbers, labels, sums and `a - b`;
/// `.ascii .asciz .string`; `.zero .skip .space COUNT`,
/// `.fill COUNT, SIZE, VALUE`; `.ltorg .pool`.
public final class TextAssembler {
    private static final Pattern LABEL = Pattern.compile("\\s*(?:([A-Za-z_.$][A-Za-z0-9_.$]*)|([0-9]{1,9})):");

    private final MachineLanguage language;
    private final long address;
    private final CodeBuffer text;
    private final StatementParser parser;
    private final Names names;
    private final Directives directives;
    private final Map<SectionKind, CodeBuffer> sections = new EnumMap<>(SectionKind.class);
    private CodeBuffer code;

    private TextAssembler(MachineLanguage language, long address) {
        this.language = language;
        this.address = address;
        boolean x86 = language.isa().isX86();
        this.text = x86
                ? new CodeBuffer(language.machine(), BufferOption.SHORTEST_BRANCHES)
                : new CodeBuffer(language.machine());
        this.code = text;
        this.parser = language.newBlock();
        this.names = new Names(text, address, x86);
        this.directives = new Directives(language.isa(), names, this::enter);
    }

    /// Assembles `source` as it would stand at `address`.
    ///
    /// @throws SyntaxException if a statement is no instruction, or a label is bound twice; names the line
    /// @throws EncodingException if operands have no encoding; names the line
    /// @throws RelocationException if a label is used and not bound: all such are named
    public static CodeImage assemble(Isa isa, String source, long address) {
        return read(isa, source, address).toImage();
    }

    /// As [#assemble(Isa, String, long)], but gives the code with what is not resolved yet: for an object file.
    public static CodeBuffer read(Isa isa, String source, long address) {
        TextAssembler assembler = new TextAssembler(MachineLanguages.of(isa), address);
        boolean one = source.lines().count() <= 1;
        for (Statement statement : SourceStatements.of(source, comments(isa))) {
            try {
                assembler.statement(statement.text());
            } catch (SyntaxException | EncodingException | RelocationException e) {
                throw one ? e : new SyntaxException("line " + statement.line() + ": " + e.getMessage(), 0);
            }
        }
        return assembler.text;
    }

    private static Set<Character> comments(Isa isa) {
        return switch (isa) {
            case X86_64, X86_32 -> Set.of('#');
            case A32, T32 -> Set.of('@');
            case A64 -> Set.of();
        };
    }

    private void enter(SectionKind kind) {
        code = sections.computeIfAbsent(kind, k -> k == SectionKind.TEXT ? text : text.section(k));
    }

    private void statement(String source) {
        String rest = source;
        for (Matcher label = LABEL.matcher(rest); label.lookingAt(); label = LABEL.matcher(rest)) {
            if (label.group(1) != null) {
                code.bind(code.label(label.group(1)));
            } else {
                code.bind(Integer.parseInt(label.group(2)));
            }
            rest = rest.substring(label.end());
        }
        String statement = rest.strip();
        if (statement.startsWith(".")) {
            directives.apply(statement, code);
        } else if (!statement.isEmpty()) {
            instruction(Names.withLocals(statement));
        }
    }

    private void instruction(String statement) {
        if (code.kind() != SectionKind.TEXT) {
            throw new SyntaxException("an instruction in " + code.kind() + "; code belongs in .text", 0);
        }
        LiteralLoad load = LiteralLoad.of(language.isa(), statement);
        if (load == null) {
            encode(statement);
        } else {
            load(load);
        }
    }

    private void encode(String statement) {
        Instruction instruction = parser.parse(statement, names, address + code.position());
        language.encode(instruction, code);
    }

    /// The first move that takes the constant; else a load from the literal pool.
    private void load(LiteralLoad load) {
        Expression value = directives.expression(load.value(), code);
        if (value.isConstant()) {
            for (String move : load.moves(value.constant())) {
                try {
                    encode(move);
                    return;
                } catch (SyntaxException | EncodingException e) {
                    // no such move: the next one, at last the literal
                }
            }
        }
        Label literal = value.isConstant()
                ? code.literal(load.bytes(), value.constant())
                : code.literal(value.address("a literal"));
        encode(load.from(names.give(literal)));
    }
}
