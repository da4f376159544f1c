package dev.touchstone.encoder;

import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What names in a source stand for. Beside the labels of that name there are those that the assembler makes up,
/// which begin with two dots: `..1f` for the numeric local label `1f`, `.._0` for a literal.
final class Names implements SymbolScope {
    private static final Pattern LOCAL_IN_TEXT = Pattern.compile("(?<![\\w.$#])([0-9]{1,9}[fb])(?![\\w.$])");
    private static final Pattern LOCAL = Pattern.compile("\\.\\.([0-9]{1,9})([fb])");
    private static final Pattern GIVEN = Pattern.compile("\\.\\._([0-9]{1,9})");

    private final CodeBuffer code;
    private final @Nullable Label begin;
    private final long address;
    private final List<Label> given = new ArrayList<>();

    /// @param address of the code
    /// @param shrinks whether branches are to be shortened, so that what follows them moves
    Names(CodeBuffer code, long address, boolean shrinks) {
        this.code = code;
        this.address = address;
        this.begin = shrinks ? code.newLabel() : null;
        if (begin != null) {
            code.bind(begin);
        }
    }

    /// The statement with names for numeric local labels.
    static String withLocals(String statement) {
        return LOCAL_IN_TEXT.matcher(statement).replaceAll("..$1");
    }

    /// A name for a label that has none.
    String give(Label label) {
        given.add(label);
        return ".._" + (given.size() - 1);
    }

    @Override
    public @Nullable Label place(long target) {
        return begin == null || code.position() == 0 ? null : begin.plus(target - address);
    }

    @Override
    public @Nullable Label label(String name) {
        Matcher local = LOCAL.matcher(name);
        if (local.matches()) {
            int number = Integer.parseInt(local.group(1));
            return local.group(2).equals("f") ? code.forward(number) : code.backward(number);
        }
        Matcher made = GIVEN.matcher(name);
        if (made.matches() && Integer.parseInt(made.group(1)) < given.size()) {
            return given.get(Integer.parseInt(made.group(1)));
        }
        return code.label(name);
    }
}
