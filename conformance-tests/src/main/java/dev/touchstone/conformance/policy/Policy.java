package dev.touchstone.conformance.policy;

import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.table.TableReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The rules for one engine or oracle of one version. Thread-safe.
public final class Policy {
    /// What stands between the forms of a divergence and its texts.
    private static final String TEXT = " @ ";

    private final String engine;
    private final String version;
    private final List<Rule> rules;
    private final ConcurrentHashMap<String, List<Rule>> byForm = new ConcurrentHashMap<>();

    private Policy(String engine, String version, List<Rule> rules) {
        this.engine = engine;
        this.version = version;
        this.rules = rules;
    }

    /// The policy for `engine` (`unicorn`, `llvm`...) from the file of that name; no rules if there is no file.
    public static Policy of(String engine, String version) {
        String file = engine + ".policy";
        boolean there = Policy.class.getResource(file) != null;
        return new Policy(engine, version, there ? parse(TableReader.read(Policy.class, file)) : List.of());
    }

    /// A policy from text; `file` is its name in messages.
    public static Policy read(String engine, String version, String file, String text) {
        return new Policy(engine, version, parse(TableReader.read(file, text)));
    }

    public String engine() {
        return engine;
    }

    public String version() {
        return version;
    }

    /// All rules, for every version, in file order.
    public List<Rule> rules() {
        return rules;
    }

    /// The known divergences of this version that a whole check shows.
    public List<Rule> mustOccur() {
        return rules.stream()
                .filter(rule -> rule.action() instanceof Action.Diverges(boolean rarely)
                        && !rarely
                        && rule.versions().stream().anyMatch(v -> Rule.glob(v, version)))
                .toList();
    }

    /// The rules for a form and this version, in file order.
    public List<Rule> rulesFor(String formId) {
        return byForm.computeIfAbsent(
                formId, id -> rules.stream().filter(r -> r.matches(id, version)).toList());
    }

    /// The rules for one case: a text of that form.
    public List<Rule> rulesFor(String formId, String text) {
        List<Rule> rules = rulesFor(formId);
        return rules.stream().allMatch(Rule::isOfAllTexts)
                ? rules
                : rules.stream().filter(rule -> rule.isOf(text)).toList();
    }

    private static List<Rule> parse(List<Row> rows) {
        List<Rule> rules = new ArrayList<>();
        for (Row row : rows) {
            if (row.columns().size() != 5 || row.columns().stream().anyMatch(String::isEmpty)) {
                throw row.wrong("a rule has five columns: form | versions | action | reason | evidence");
            }
            String[] form = row.column(0).split(TEXT, 2);
            rules.add(new Rule(
                    form[0],
                    form.length == 2 ? form[1] : "*",
                    List.of(row.column(1).split("\\s+")),
                    action(row),
                    row.column(3),
                    row.column(4),
                    row.source()));
        }
        return List.copyOf(rules);
    }

    private static Action action(Row row) {
        List<String> words = Arrays.asList(row.column(2).split("\\s+"));
        Set<String> names = new LinkedHashSet<>(words.subList(1, words.size()));
        return switch (words.getFirst()) {
            case "never" -> none(row, names, new Action.Never());
            case "alone" -> none(row, names, new Action.Alone());
            case "diverges" -> {
                boolean rarely = names.equals(Set.of("rarely"));
                yield none(row, rarely ? Set.of() : names, new Action.Diverges(rarely));
            }
            case "mask-flags" -> new Action.MaskFlags(some(row, names));
            case "mask-registers" -> new Action.MaskRegisters(some(row, names));
            case "mask-bits" -> maskBits(row, words);
            case "low-bytes" -> lowBytes(row, words);
            default ->
                throw row.wrong(
                        "\"" + words.getFirst()
                                + "\" is no action; there are never, alone, diverges, mask-flags, mask-registers, mask-bits, low-bytes");
        };
    }

    private static Action none(Row row, Set<String> names, Action action) {
        if (!names.isEmpty()) {
            throw row.wrong("this action takes no names");
        }
        return action;
    }

    private static Set<String> some(Row row, Set<String> names) {
        if (names.isEmpty()) {
            throw row.wrong("this action takes names");
        }
        return names;
    }

    private static Action lowBytes(Row row, List<String> words) {
        if (words.size() < 3 || !words.get(1).matches("[0-9]{1,2}")) {
            throw row.wrong("it is written: low-bytes 8 st0 st1");
        }
        return new Action.LowBytes(Integer.parseInt(words.get(1)), new LinkedHashSet<>(words.subList(2, words.size())));
    }

    private static Action maskBits(Row row, List<String> words) {
        try {
            if (words.size() == 3) {
                return new Action.MaskBits(words.get(1), Long.decode(words.get(2)));
            }
        } catch (NumberFormatException e) {
            throw row.wrong("\"" + words.get(2) + "\" is no number");
        }
        throw row.wrong("it is written: mask-bits mxcsr 0x3f");
    }
}
