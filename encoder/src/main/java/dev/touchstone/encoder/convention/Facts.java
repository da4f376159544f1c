package dev.touchstone.encoder.convention;

import dev.touchstone.encoder.x86.X86Register;
import dev.touchstone.encoder.x86.X86Registers;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.table.TableReader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the table `calling.conventions` says of one convention; its head says what each fact means.
final class Facts {
    private static final Pattern RANGE = Pattern.compile("([a-z]+)(\\d+)-\\1(\\d+)");
    private static final Set<String> LISTS = Set.of(
            "stack pointer",
            "frame pointer",
            "link register",
            "reserved",
            "integer arguments",
            "float arguments",
            "integer results",
            "float results",
            "callee-saved",
            "callee-saved floats",
            "scratch",
            "struct result");

    /// The values that a word may have.
    private static final Map<String, Set<String>> WORDS = Map.of(
            "float registers", Set.of("-", "", "xmm", "v", "s/d"),
            "positions", Set.of("separate", "shared"),
            "pairs", Set.of("-", "even"),
            "backfill", Set.of("yes", "no"),
            "packed", Set.of("yes", "no"),
            "extends arguments", Set.of("caller", "callee"),
            "extends result", Set.of("caller", "callee"),
            "variadic", Set.of("same", "count", "copy", "stack", "integers"),
            "variadic result", Set.of("same", "integers"));

    private static final Set<String> NUMBERS =
            Set.of("slot", "wide", "stack alignment", "return address", "shadow", "red zone", "probe");

    private final String convention;
    private final Set<Isa> isas = EnumSet.noneOf(Isa.class);
    private final Map<String, List<MachineRegister>> lists = new LinkedHashMap<>();
    private final Map<String, String> words = new LinkedHashMap<>();
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    private Facts(String convention) {
        this.convention = convention;
    }

    static List<Facts> load() {
        return read(TableReader.read(Facts.class, "calling.conventions"));
    }

    /// @throws dev.touchstone.isa.table.TableException if a row is wrong, or a fact missing
    static List<Facts> read(List<Row> rows) {
        Map<String, Facts> all = new LinkedHashMap<>();
        for (Row row : rows) {
            if (row.columns().size() != 3) {
                throw row.wrong("a row is: convention | fact | value");
            }
            all.computeIfAbsent(row.column(0), Facts::new).add(row, row.column(1), row.column(2));
        }
        for (Facts facts : all.values()) {
            Set<String> missing = new TreeSet<>(LISTS);
            missing.addAll(WORDS.keySet());
            missing.addAll(NUMBERS);
            missing.removeAll(facts.lists.keySet());
            missing.removeAll(facts.words.keySet());
            missing.removeAll(facts.numbers.keySet());
            if (!missing.isEmpty() || facts.isas.isEmpty()) {
                throw rows.getLast().wrong("nothing about " + missing + " of " + facts.convention);
            }
        }
        return List.copyOf(all.values());
    }

    private void add(Row row, String fact, String value) {
        if (lists.containsKey(fact) || words.containsKey(fact) || numbers.containsKey(fact)) {
            throw row.wrong("a second row for this fact");
        }
        if (fact.equals("isa")) {
            for (String word : split(value)) {
                isas.add(Isa.valueOf(word));
            }
        } else if (LISTS.contains(fact)) {
            lists.put(fact, list(row, value));
        } else if (WORDS.getOrDefault(fact, Set.of()).contains(value)) {
            words.put(fact, value);
        } else if (NUMBERS.contains(fact) && value.matches("\\d{1,5}")) {
            numbers.put(fact, Integer.valueOf(value));
        } else {
            throw row.wrong("there is no such fact, or it has no such value");
        }
    }

    private static List<String> split(String value) {
        return value.isBlank() || value.equals("-")
                ? List.of()
                : Pattern.compile(" +").splitAsStream(value).toList();
    }

    private List<MachineRegister> list(Row row, String value) {
        List<MachineRegister> registers = new ArrayList<>();
        for (String word : split(value)) {
            Matcher range = RANGE.matcher(word);
            if (!range.matches()) {
                registers.add(register(row, word));
                continue;
            }
            for (int n = Integer.parseInt(range.group(2)); n <= Integer.parseInt(range.group(3)); n++) {
                registers.add(register(row, range.group(1) + n));
            }
        }
        return List.copyOf(registers);
    }

    private MachineRegister register(Row row, String name) {
        if (isas.contains(Isa.X86_64) || isas.contains(Isa.X86_32)) {
            X86Register register = X86Registers.named(name);
            if (register == null) {
                throw row.wrong("there is no register " + name);
            }
            return new MachineRegister(name, register.number());
        }
        return switch (name) {
            case "sp" -> new MachineRegister(name, isas.contains(Isa.A64) ? 31 : 13);
            case "lr" -> new MachineRegister(name, 14);
            default -> {
                if (!name.matches("[a-z]\\d{1,2}")) {
                    throw row.wrong("there is no register " + name + ", or the sets are not known yet");
                }
                yield new MachineRegister(name, Integer.parseInt(name.substring(1)));
            }
        };
    }

    String convention() {
        return convention;
    }

    Set<Isa> isas() {
        return Set.copyOf(isas);
    }

    List<MachineRegister> registers(String fact) {
        return known(lists.get(fact), fact);
    }

    int number(String fact) {
        return known(numbers.get(fact), fact);
    }

    boolean is(String fact, String value) {
        return known(words.get(fact), fact).equals(value);
    }

    private static <T> T known(@org.jspecify.annotations.Nullable T value, String fact) {
        if (value == null) {
            throw new IllegalArgumentException("there is no fact \"" + fact + "\"");
        }
        return value;
    }
}
