package dev.touchstone.generator.arm;

import dev.touchstone.isa.arm.codec.ConditionCodec;
import dev.touchstone.isa.arm.codec.HoleCodec;
import dev.touchstone.isa.arm.codec.LabelCodec;
import dev.touchstone.isa.arm.codec.LinearCodec;
import dev.touchstone.isa.arm.codec.NamesCodec;
import dev.touchstone.isa.arm.codec.RegisterCodec;
import dev.touchstone.isa.arm.codec.ShiftCodec;
import dev.touchstone.isa.arm.codec.SystemRegisterCodec;
import dev.touchstone.isa.arm.codec.VectorRangeCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Turns the operands of a syntax into Java parameters.
final class OperandReader {
    private static final Pattern NUMBERED = Pattern.compile("([PC])([0-9]+)");

    private final Target target;
    private final boolean second;
    private final List<Operand> operands = new ArrayList<>();
    private final StringBuilder suffix = new StringBuilder();
    private boolean sawTwo;

    /// @param second whether operands that can be given in two ways are given in the second: names as numbers,
    ///     shifts as RRX
    OperandReader(Target target, boolean second) {
        this.target = target;
        this.second = second;
    }

    /// What literal words that are no operands add to the method's name.
    String suffix() {
        return suffix.toString();
    }

    /// Whether there was an operand that can be given in two ways.
    boolean sawTwo() {
        return sawTwo;
    }

    /// Reads the operands; the tokens have no optional parts any more.
    List<Operand> read(List<Token> tokens) {
        List<List<Token>> parts = parts(unlisted(tokens));
        for (int i = 0; i < parts.size(); i++) {
            List<Token> part = parts.get(i);
            if (isText(part, 0, "[")) {
                boolean last =
                        isText(part, part.size() - 1, "!") || i + 1 < parts.size() && isText(parts.get(i + 1), 0, "[");
                List<Token> post = new ArrayList<>();
                for (; !last && i + 1 < parts.size(); i++) {
                    post.add(new Token.Text(","));
                    post.addAll(parts.get(i + 1));
                }
                operands.add(memory(part, post));
            } else {
                operands.addAll(plain(part, true));
            }
        }
        return operands;
    }

    /// Lists written out: `{ <Vt>.S, <Vt2>.S }[<i>]` as `<Vt>.S[<i>], <Vt2>.S[<i>]`.
    private static List<Token> unlisted(List<Token> tokens) {
        List<Token> out = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (!(tokens.get(i) instanceof Token.ListBrace)) {
                out.add(tokens.get(i));
                continue;
            }
            int close = i + 1;
            while (!(tokens.get(close) instanceof Token.ListBrace)) {
                close++;
            }
            int end = close + 1;
            while (end < tokens.size() && !isText(tokens, end, ",") && !(tokens.get(end) instanceof Token.ListBrace)) {
                end++;
            }
            List<Token> after = tokens.subList(close + 1, end);
            if (close == i + 2
                    && tokens.get(i + 1) instanceof Token.Hole(HoleView hole)
                    && hole.codec() instanceof LinearCodec) {
                // A number between braces is no list: the option of LDC and STC.
                out.addAll(List.of(new Token.Text("{"), tokens.get(i + 1), new Token.Text("}")));
                i = close;
                continue;
            }
            List<List<Token>> items = parts(tokens.subList(i + 1, close));
            for (int n = 0; n < items.size(); n++) {
                if (n > 0) {
                    out.add(new Token.Text(","));
                }
                out.addAll(items.get(n));
                out.addAll(after);
            }
            i = end - 1;
        }
        return out;
    }

    private static List<List<Token>> parts(List<Token> tokens) {
        List<List<Token>> parts = new ArrayList<>();
        List<Token> part = new ArrayList<>();
        int depth = 0;
        for (Token token : tokens) {
            if (token instanceof Token.Text(String text)) {
                depth += text.equals("[") ? 1 : text.equals("]") ? -1 : 0;
                if (text.equals(",") && depth == 0) {
                    parts.add(part);
                    part = new ArrayList<>();
                    continue;
                }
            }
            part.add(token);
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
        return parts;
    }

    private static boolean isText(List<Token> tokens, int i, String text) {
        return i >= 0 && i < tokens.size() && tokens.get(i) instanceof Token.Text(String t) && t.equals(text);
    }

    private static String text(List<Token> tokens, int i) {
        return i < tokens.size() && tokens.get(i) instanceof Token.Text(String t) ? t : "";
    }

    /// The memory operand of a bracket, what follows it in its part, and the operands behind it.
    private Operand memory(List<Token> part, List<Token> post) {
        StringBuilder key = new StringBuilder("[");
        List<Operand> pieces = new ArrayList<>();
        int close = part.size() - 1;
        while (!isText(part, close, "]")) {
            close--;
        }
        pieces(part.subList(1, close), key, pieces);
        key.append(']');
        for (Token token : part.subList(close + 1, part.size())) {
            if (!(token instanceof Token.Text(String t) && t.equals("!"))) {
                throw new UnknownShapeException("behind a bracket: " + token);
            }
            key.append('!');
        }
        if (!post.isEmpty()) {
            key.append(',');
            pieces(post.subList(1, post.size()), key, pieces);
        }
        Shapes.Shape shape = target.shapes().get(key.toString());
        if (shape == null) {
            throw new UnknownShapeException("no Java type for the memory operand " + key);
        }
        if (shape.accessors().size() != pieces.size()) {
            throw new UnknownShapeException("the shape " + key + " has " + pieces.size() + " operands, its row "
                    + shape.accessors().size() + " accessors");
        }
        List<Binding> bindings = new ArrayList<>();
        List<Check> checks = new ArrayList<>();
        if (!shape.condition().isEmpty()) {
            checks.add(new Check(shape.condition(), "address", "$", key.toString(), true));
        }
        for (int i = 0; i < pieces.size(); i++) {
            if (!shape.accessors().get(i).equals("-")) {
                String before = i == 0 ? "" : "$." + shape.accessors().get(i - 1) + "()";
                Operand inner = pieces.get(i).under("$." + shape.accessors().get(i) + "()", before);
                bindings.addAll(inner.bindings());
                checks.addAll(inner.checks());
            }
        }
        return new Operand(shape.type(), "address", bindings, checks);
    }

    private void pieces(List<Token> tokens, StringBuilder key, List<Operand> pieces) {
        boolean first = true;
        for (List<Token> part : parts(tokens)) {
            for (Operand operand : plain(part, false)) {
                key.append(first ? "" : ",").append(operand.type().equals("long") ? "#" : operand.type());
                first = false;
                pieces.add(operand);
            }
        }
    }

    /// The parameters of an operand outside of brackets, or of one between them: mostly one, for `<shift>
    /// #<amount>` two.
    private List<Operand> plain(List<Token> part, boolean outside) {
        List<Operand> out = new ArrayList<>();
        int i = 0;
        while (i < part.size()) {
            Token token = part.get(i);
            if (token instanceof Token.Hole(HoleView hole)) {
                i = hole(part, i, hole, out);
            } else if (token instanceof Token.Next next) {
                i = next(part, i, next, out);
            } else if (isText(part, i, "!") && target.writeBackTypes() && !out.isEmpty()) {
                Operand last = out.removeLast();
                out.add(new Operand(last.type() + ".WriteBack", last.name(), last.bindings(), last.checks()));
                i++;
            } else if (isText(part, i, "#") || isText(part, i, "!")) {
                i++;
            } else {
                String text = text(part, i);
                int end = text.equals("ZA") || text.equals("ZT0") ? matrix(part, i, out) : i;
                if (end > i) {
                    i = end;
                    continue;
                }
                i++;
                if (text.equals("-") && i < part.size()) {
                    text += text(part, i++);
                }
                literal(text, outside, out);
            }
        }
        return out;
    }

    private void literal(String text, boolean outside, List<Operand> out) {
        Target.Literal known = literal(text);
        if (text.matches("-?[0-9]+")) {
            out.add(fixed("long", text, text));
        } else if (text.matches("-?[0-9]+\\.[0-9]+")) {
            out.add(fixed("double", text, text));
        } else if (known != null && (outside || known.type().equals("R"))) {
            out.add(new Operand(
                    known.type(),
                    text.toLowerCase(Locale.ROOT),
                    List.of(),
                    known.condition().isEmpty()
                            ? List.of()
                            : List.of(new Check(known.condition(), text, "$", text.toLowerCase(Locale.ROOT), true))));
        } else if (!outside) {
            out.add(new Operand(text, "word", List.of(), List.of()));
        } else if (text.equals("^")) {
            suffix.append("_user");
        } else if (text.matches("[A-Z][A-Z0-9_]*")) {
            suffix.append('_').append(text.toLowerCase(Locale.ROOT));
        } else {
            throw new UnknownShapeException("literal \"" + text + "\"");
        }
    }

    /// What the set says about a literal word; a numbered one such as `P14` is the register of that number.
    private Target.@Nullable Literal literal(String text) {
        Matcher numbered = NUMBERED.matcher(text);
        String type = numbered.matches()
                ? target.registers().get("prefix=" + numbered.group(1).toLowerCase(Locale.ROOT))
                : null;
        return type == null
                ? target.literals().get(text)
                : new Target.Literal(type, "$.code() == " + numbered.group(2));
    }

    private static Operand fixed(String type, String value, String allowed) {
        // -0.0 == 0.0, but is another number to FMOV
        String condition = value.equals("0.0") ? "Double.doubleToRawLongBits($) == 0" : "$ == " + value;
        return new Operand(type, "value", List.of(), List.of(new Check(condition, "#" + value, "$", allowed, true)));
    }

    /// The parameter of the hole at `i` and of what is glued to it; answers where to go on.
    private int hole(List<Token> part, int i, HoleView hole, List<Operand> out) {
        String name = parameterName(hole);
        HoleCodec codec = hole.codec();
        String register = target.registers()
                .get(
                        hole.kind().equals("numbered")
                                ? hole.parameters().replaceAll(".*\\b(prefix=[a-z]+).*", "$1")
                                : hole.kind());
        if (register != null) {
            return register(part, i, register, name, List.of(new Binding(hole, "$.code()", false)), out);
        }
        if (codec instanceof ConditionCodec condition) {
            String type = (condition.refused() & 0xC000) == 0xC000 ? target.condition() : target.anyCondition();
            out.add(new Operand(type, name, List.of(new Binding(hole, "$.code()", false)), List.of()));
        } else if (codec instanceof LabelCodec label && label.fixup() != null) {
            out.add(new Operand("Label", "label", List.of(new Binding(hole, "$", false)), List.of()));
        } else if (codec instanceof NamesCodec names && isNumeric(names)) {
            out.add(numeric(hole, names, name));
        } else if (codec instanceof NamesCodec names && !(names.takesNumbers() && second)) {
            sawTwo |= names.takesNumbers();
            out.add(named(hole, names, name));
        } else if (codec instanceof SystemRegisterCodec) {
            out.add(new Operand("SystemRegister", name, List.of(new Binding(hole, "$.code()", false)), List.of()));
        } else if (hole.kind().equals("plus-minus")) {
            out.add(new Operand("+-", name, List.of(new Binding(hole, "$", false)), List.of()));
        } else if (codec instanceof ShiftCodec) {
            sawTwo = true;
            shift(hole, out);
        } else if (codec instanceof VectorRangeCodec) {
            String type = hole.kind().equals("d-range") ? "DRange" : "SRange";
            out.add(new Operand(type, name, List.of(new Binding(hole, "$.value()", false)), List.of()));
        } else if (hole.kind().equals("tile-mask")) {
            out.add(new Operand("TileList", name, List.of(new Binding(hole, "$.mask()", false)), List.of()));
        } else if (hole.kind().equals("register-mask")) {
            out.add(new Operand("RegisterList", name, List.of(new Binding(hole, "$.mask()", false)), List.of()));
        } else if (hole.kind().equals("fp8")) {
            out.add(new Operand("double", name, List.of(new Binding(hole, "$", true)), List.of()));
        } else if (codec instanceof RegisterCodec) {
            throw new UnknownShapeException("no Java type for registers of kind " + hole.kind());
        } else {
            out.add(new Operand("long", name, List.of(new Binding(hole, "$", true)), List.of()));
        }
        return i + 1;
    }

    /// The parameter for the register after another one; that it is that register is checked where both are
    /// known.
    private int next(List<Token> part, int i, Token.Next next, List<Operand> out) {
        String register = target.registers().get(next.kind());
        if (register == null) {
            throw new UnknownShapeException("no Java type for the register after one of kind " + next.kind());
        }
        int end = register(part, i, register, parameterName(next.of()) + "Plus" + next.step(), List.of(), out);
        Operand plain = out.removeLast();
        List<Check> checks = new ArrayList<>(plain.checks());
        String sum = "@" + next.of().name() + "@ + " + next.step();
        checks.add(new Check(
                "$.code() == " + (next.modulus() == 0 ? sum : "(" + sum + ") % " + next.modulus()),
                next.step() == 0
                        ? "the same as " + next.of().name()
                        : "the register after " + next.of().name(),
                "$",
                switch (next.step()) {
                    case 0 -> "the same number";
                    case 1 -> "the next one";
                    default -> "the one " + next.step() + " further";
                }));
        out.add(new Operand(plain.type(), plain.name(), plain.bindings(), checks));
        return end;
    }

    /// A shift by a constant: its type and its amount, or RRX.
    private void shift(HoleView hole, List<Operand> out) {
        if (second) {
            String rrx = ShiftCodec.value(3, 0) + "L";
            out.add(new Operand("Rrx", "rrx", List.of(new Binding(hole, rrx, false)), List.of()));
        } else {
            out.add(new Operand("Shift", "shift", List.of(), List.of()));
            out.add(new Operand("long", "amount", List.of(new Binding(hole, "$<.by($)", false)), List.of()));
        }
    }

    /// Whether the names are numbers, such as the `#0` and `#12` that a shift may be.
    private static boolean isNumeric(NamesCodec codec) {
        return codec.values().keySet().stream().allMatch(name -> name.matches("[0-9]+(\\.[0-9]+)?"));
    }

    private static Operand numeric(HoleView hole, NamesCodec codec, String name) {
        boolean fraction = codec.values().keySet().stream().anyMatch(n -> n.contains("."));
        StringBuilder holds = new StringBuilder();
        StringBuilder chain = new StringBuilder("(");
        codec.values().forEach((text, value) -> {
            holds.append(holds.isEmpty() ? "" : " || ").append("$ == ").append(text);
            chain.append("$ == ").append(text).append(" ? ").append(value).append(" : ");
        });
        return new Operand(
                fraction ? "double" : "long",
                name,
                List.of(new Binding(hole, chain.append("0)").toString(), false)),
                List.of(new Check(holds.toString(), hole.name(), "$", codec.allowed())));
    }

    private Operand named(HoleView hole, NamesCodec codec, String name) {
        String type = target.names().type(hole.name(), codec);
        Map<String, Long> codes = target.names().codes(type);
        boolean same =
                codec.values().entrySet().stream().allMatch(e -> e.getValue().equals(codes.get(e.getKey())));
        long mask = 0;
        StringBuilder chain = new StringBuilder("(");
        for (Map.Entry<String, Long> e : codec.values().entrySet()) {
            mask |= 1L << codes.getOrDefault(e.getKey(), 0L);
            chain.append("$.code() == ")
                    .append(codes.get(e.getKey()))
                    .append(" ? ")
                    .append(e.getValue())
                    .append(" : ");
        }
        List<Check> checks = codes.keySet().equals(codec.values().keySet())
                ? List.of()
                : List.of(
                        new Check("(0x%xL >>> $.code() & 1) != 0".formatted(mask), hole.name(), "$", codec.allowed()));
        String accessor = same ? "$.code()" : chain.append("0)").toString();
        return new Operand(type, name, List.of(new Binding(hole, accessor, false)), checks);
    }

    /// A register with its view: `<Vn>.4S`, `<Vn>.S[<i>]`, `<Pg>/M`, `<Dd>[<x>]`.
    private int register(List<Token> part, int at, String register, String name, List<Binding> own, List<Operand> out) {
        int i = at + 1;
        String type = register;
        List<Binding> bindings = new ArrayList<>(own);
        List<Check> checks = new ArrayList<>();
        if (isText(part, i, ".") || isText(part, i, "/")) {
            String view = text(part, i + 1);
            i += 2;
            String nested = view.equals("M")
                    ? "Merging"
                    : view.equals("Z") && isText(part, at + 1, "/") ? "Zeroing" : turned(view);
            if (isText(part, i, "[")) {
                List<Operand> index = bracket(part, i);
                type = register
                        + (index.size() == 2 ? ".Slice" : ".Lane")
                        + (nested.equals(turned(view)) ? view : nested);
                i = index(part, i, index, bindings, checks);
            } else {
                type = register + "." + nested;
            }
        } else if (isText(part, i, "[") && isText(part, i + 1, "]")) {
            type = register + ".All";
            i += 2;
        } else if (isText(part, i, "[")) {
            type = register + ".Lane";
            i = index(part, i, bracket(part, i), bindings, checks);
        }
        out.add(new Operand(type, name, bindings, checks));
        return i;
    }

    /// The operands between brackets.
    private List<Operand> bracket(List<Token> part, int open) {
        List<Operand> inner = new ArrayList<>();
        for (List<Token> operand : parts(part.subList(open + 1, close(part, open)))) {
            inner.addAll(plain(operand, false));
        }
        return inner;
    }

    private static int close(List<Token> part, int open) {
        int close = open;
        while (!isText(part, close, "]")) {
            close++;
        }
        return close;
    }

    /// Binds the index between brackets, and what may be added to it; answers where to go on.
    private static int index(
            List<Token> part, int open, List<Operand> inner, List<Binding> bindings, List<Check> checks) {
        if (inner.isEmpty() || inner.size() > 2) {
            throw new UnknownShapeException("an index of " + inner.size() + " operands: " + part);
        }
        Operand index = inner.getFirst().under("$.index()", "");
        boolean isNumber = inner.getFirst().type().equals("long");
        index.bindings().forEach(b -> bindings.add(isNumber ? new Binding(b.hole(), b.accessor(), false) : b));
        checks.addAll(index.checks());
        if (inner.size() == 2) {
            Operand offset = inner.getLast().under("$.offset()", "");
            bindings.addAll(offset.bindings());
            checks.addAll(offset.checks());
        }
        return close(part, open) + 1;
    }

    /// The parameter for what stands at `ZA` or `ZT0`: a tile slice, a vector of the array, the table or a
    /// place in it.
    private int matrix(List<Token> part, int at, List<Operand> out) {
        boolean isTable = isText(part, at, "ZT0");
        List<Binding> bindings = new ArrayList<>();
        List<Check> checks = new ArrayList<>();
        String type = isTable ? "Zt" : "Za.Vector";
        int i = at + 1;
        if (!isTable
                && i < part.size()
                && part.get(i) instanceof Token.Hole(HoleView tile)
                && isText(part, i + 1, ".")) {
            NamesCodec codec = (NamesCodec) tile.codec();
            long mask = codec.values().values().stream().mapToLong(v -> 1L << v).sum();
            bindings.add(new Binding(tile, "$.slice()", false));
            checks.add(new Check("(0x%xL >>> $.slice() & 1) != 0".formatted(mask), tile.name(), "$", codec.allowed()));
            type = "Za.Slice" + text(part, i + 2);
            i += 3;
        }
        if (isText(part, i, "[")) {
            List<Operand> inner = bracket(part, i);
            if (isTable) {
                type = "Zt.At";
                Operand offset = inner.getFirst().under("$.offset()", "");
                bindings.addAll(offset.bindings());
                checks.addAll(offset.checks());
                i = close(part, i) + 1;
            } else {
                i = index(part, i, inner, bindings, checks);
            }
        } else if (!isTable) {
            return at;
        }
        out.add(new Operand(type, isTable ? "table" : "slice", bindings, checks));
        return i;
    }

    /// `4S` as `S4`.
    private static String turned(String arrangement) {
        int digits = 0;
        while (digits < arrangement.length() && Character.isDigit(arrangement.charAt(digits))) {
            digits++;
        }
        return arrangement.substring(digits) + arrangement.substring(0, digits);
    }

    /// `Xd|SP` as `xd`.
    private static String parameterName(HoleView hole) {
        String name = hole.name().replaceAll("\\|.*", "").replaceAll("[^A-Za-z0-9]", "");
        name = name.isEmpty() ? "operand" : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
        return Character.isDigit(name.charAt(0)) || javax.lang.model.SourceVersion.isKeyword(name) ? "_" + name : name;
    }
}
