package dev.touchstone.isa.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads one table file into [Row]s. The format is described in the package page.
public final class TableReader {
    private static final Pattern FAMILY = Pattern.compile("for\\s+([A-Za-z0-9_,\\s]+?)\\s+in\\s+(.*):");
    /// A comma outside of double quotes.
    private static final Pattern GROUP_END = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
    private static final Pattern HOLE = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)(?:\\+([0-9A-Fa-f]+))?}");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    private record Line(SourceLine source, int indent, String text) {}

    private final List<Line> lines;
    private final List<Row> rows = new ArrayList<>();

    private TableReader(List<Line> lines) {
        this.lines = lines;
    }

    /// Reads a resource that stands beside `anchor`.
    public static List<Row> read(Class<?> anchor, String resource) {
        try (InputStream in = anchor.getResourceAsStream(resource)) {
            if (in == null) {
                throw new TableException(new SourceLine(resource, 1), "there is no such table");
            }
            return read(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads text; `file` is its name in messages.
    public static List<Row> read(String file, String text) {
        TableReader reader = new TableReader(lines(file, text));
        int end = reader.block(0, -1, Map.of(), new HashMap<>());
        if (end != reader.lines.size()) {
            throw new TableException(reader.lines.get(end).source, "this line's indentation fits no block");
        }
        return List.copyOf(reader.rows);
    }

    private static List<Line> lines(String file, String text) {
        List<Line> lines = new ArrayList<>();
        StringBuilder pending = new StringBuilder();
        int start = 0;
        int number = 0;
        for (String raw : text.lines().toList()) {
            number++;
            if (pending.isEmpty()) {
                start = number;
            }
            if (raw.isBlank() || raw.strip().startsWith("#")) {
                continue;
            }
            if (raw.endsWith(" \\")) {
                pending.append(
                        pending.isEmpty() ? raw : raw.strip(), 0, (pending.isEmpty() ? raw : raw.strip()).length() - 1);
                continue;
            }
            String whole = pending.isEmpty() ? raw : pending + raw.strip();
            pending.setLength(0);
            int indent = whole.length() - whole.stripLeading().length();
            if (whole.indexOf('\t') >= 0) {
                throw new TableException(
                        new SourceLine(file, start), "a tab; tables are indented and aligned with blanks");
            }
            lines.add(new Line(new SourceLine(file, start), indent, whole.strip()));
        }
        return lines;
    }

    /// Expands the lines from `from` that are indented more than `outer`; answers the index after them.
    private int block(int from, int outer, Map<String, String> bindings, Map<String, String> defaults) {
        int i = from;
        int indent = i < lines.size() ? lines.get(i).indent : 0;
        while (i < lines.size() && lines.get(i).indent > outer) {
            Line line = lines.get(i);
            if (line.indent != indent) {
                throw new TableException(line.source, "indented by " + line.indent + ", its block by " + indent);
            }
            Matcher family = FAMILY.matcher(line.text);
            if (family.matches()) {
                i = family(i, line, family, bindings, defaults);
            } else if (line.text.startsWith("for ")) {
                throw new TableException(line.source, "a family is written: for a,b in ADD 00, OR 08:");
            } else {
                single(line, bindings, defaults);
                i++;
            }
        }
        return i;
    }

    private int family(int at, Line line, Matcher family, Map<String, String> bindings, Map<String, String> defaults) {
        String[] names = family.group(1).trim().split("\\s*,\\s*");
        int end = at + 1;
        for (String group : GROUP_END.split(substitute(line.source, family.group(2), bindings))) {
            List<String> values = words(group);
            if (values.size() != names.length) {
                throw new TableException(
                        line.source,
                        "the group \"" + group.trim() + "\" has " + values.size() + " values for " + names.length
                                + " names");
            }
            Map<String, String> inner = new HashMap<>(bindings);
            for (int n = 0; n < names.length; n++) {
                inner.put(names[n], values.get(n));
            }
            end = block(at + 1, line.indent, inner, new HashMap<>(defaults));
        }
        if (end == at + 1) {
            throw new TableException(line.source, "a family without rows");
        }
        return end;
    }

    private static List<String> words(String group) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(group);
        while (word.find()) {
            String quoted = word.group(1);
            String plain = word.group(2);
            words.add(quoted != null ? quoted : plain.equals("-") ? "" : plain.equals("_") ? " " : plain);
        }
        return words;
    }

    private void single(Line line, Map<String, String> bindings, Map<String, String> defaults) {
        String text = substitute(line.source, line.text, bindings);
        if (text.startsWith("@")) {
            int blank = text.indexOf(' ');
            defaults.put(
                    blank < 0 ? text.substring(1) : text.substring(1, blank),
                    blank < 0 ? "" : text.substring(blank).trim());
            return;
        }
        List<String> columns = new ArrayList<>();
        for (String column : (" " + text + " ").split("(?<= )\\|(?= )", -1)) {
            columns.add(column.trim());
        }
        rows.add(new Row(line.source, List.copyOf(columns), Map.copyOf(defaults)));
    }

    /// Replaces `{name}` and `{name+3}`; braces around other text are the manual's own and stay.
    private static String substitute(SourceLine source, String text, Map<String, String> bindings) {
        Matcher hole = HOLE.matcher(text);
        StringBuilder out = new StringBuilder();
        while (hole.find()) {
            String value = bindings.get(hole.group(1));
            if (value == null) {
                hole.appendReplacement(out, Matcher.quoteReplacement(hole.group()));
                continue;
            }
            if (hole.group(2) != null) {
                try {
                    int sum = Integer.parseInt(value, 16) + Integer.parseInt(hole.group(2), 16);
                    value = ("%0" + value.length() + "X").formatted(sum);
                } catch (NumberFormatException e) {
                    throw new TableException(source, "\"" + value + "\" in " + hole.group() + " is not hexadecimal");
                }
            }
            hole.appendReplacement(out, Matcher.quoteReplacement(value));
        }
        return hole.appendTail(out).toString();
    }
}
