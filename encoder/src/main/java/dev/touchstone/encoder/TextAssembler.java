package dev.touchstone.encoder;

import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.CodeImage;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.RelocationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Assembles text of several statements with labels.
///
/// A statement ends at a line's end or at `;`. A comment runs from `//` (and `#` on x86, `@` on A32 and T32) to
/// the line's end. `name:` before a statement binds a label; names in operands stand for labels, bound before
/// or after. Names are of letters, digits, `_`, `.` and `$`, not beginning with a digit.
public final class TextAssembler {
    private static final Pattern LABEL = Pattern.compile("\\s*([A-Za-z_.$][A-Za-z0-9_.$]*):");

    private final MachineLanguage language;
    private final long address;
    private final CodeBuffer code;
    private final StatementParser parser;

    private TextAssembler(MachineLanguage language, long address) {
        this.language = language;
        this.address = address;
        this.code = new CodeBuffer(language.machine());
        this.parser = language.newBlock();
    }

    /// Assembles `source` as it would stand at `address`.
    ///
    /// @throws SyntaxException if a statement is no instruction, or a label is bound twice; names the line
    /// @throws EncodingException if operands have no encoding; names the line
    /// @throws RelocationException if a label is used and not bound: all such are named
    public static CodeImage assemble(Isa isa, String source, long address) {
        TextAssembler assembler = new TextAssembler(MachineLanguages.of(isa), address);
        int number = 0;
        for (String line : source.lines().toList()) {
            number++;
            for (String statement : assembler.withoutComment(line).split(";", -1)) {
                try {
                    assembler.statement(statement);
                } catch (SyntaxException | EncodingException | RelocationException e) {
                    throw source.lines().count() > 1 ? atLine(number, e) : e;
                }
            }
        }
        return assembler.code.toImage();
    }

    private static RuntimeException atLine(int number, RuntimeException e) {
        return new SyntaxException("line " + number + ": " + e.getMessage(), 0);
    }

    private String withoutComment(String line) {
        String cut = cut(line, "//");
        return switch (language.isa()) {
            case X86_64, X86_32 -> cut(cut, "#");
            case A32, T32 -> cut(cut, "@");
            case A64 -> cut;
        };
    }

    private static String cut(String line, String comment) {
        int at = line.indexOf(comment);
        return at < 0 ? line : line.substring(0, at);
    }

    private void statement(String text) {
        String rest = text;
        for (Matcher label = LABEL.matcher(rest); label.lookingAt(); label = LABEL.matcher(rest)) {
            code.bind(code.label(label.group(1)));
            rest = rest.substring(label.end());
        }
        if (!rest.isBlank()) {
            Instruction instruction = parser.parse(rest.strip(), this::label, address + code.position());
            language.encode(instruction, code);
        }
    }

    private Label label(String name) {
        return code.label(name);
    }
}
