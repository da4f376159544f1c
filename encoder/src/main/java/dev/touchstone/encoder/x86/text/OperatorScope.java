package dev.touchstone.encoder.x86.text;

import dev.touchstone.encoder.RelocationOperators;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.encoder.SyntaxException;
import dev.touchstone.relocation.FixupChoice;
import dev.touchstone.relocation.Label;
import dev.touchstone.relocation.X8632Fixups;
import dev.touchstone.relocation.X8664Fixups;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Names with relocation operators, `name@GOTPCREL`. Names of C++ that begin with `?` have none.
record OperatorScope(SymbolScope symbols, RelocationOperators operators) implements SymbolScope {
    private static final Pattern WITH_OPERATOR = Pattern.compile("([^?].*)@([A-Za-z]+)");
    private static final RelocationOperators X86_64 = RelocationOperators.load("x86-64.operators", X8664Fixups.TABLE);
    private static final RelocationOperators X86_32 = RelocationOperators.load("x86-32.operators", X8632Fixups.TABLE);

    /// @param mode 64 or 32
    OperatorScope(SymbolScope symbols, int mode) {
        this(symbols, mode == 64 ? X86_64 : X86_32);
    }

    @Override
    public @Nullable Label place(long target) {
        return symbols.place(target);
    }

    @Override
    public @Nullable Label label(String name) {
        Matcher matcher = WITH_OPERATOR.matcher(name);
        if (!matcher.matches()) {
            return symbols.label(name);
        }
        FixupChoice choice = operators.choice(matcher.group(2).toUpperCase(Locale.ROOT));
        if (choice == null) {
            throw new SyntaxException(
                    "no relocation operator @" + matcher.group(2) + "; there are "
                            + String.join(" ", operators.names()),
                    0);
        }
        Label label = symbols.label(matcher.group(1));
        return label == null ? null : label.via(choice);
    }
}
