package dev.touchstone.conformance.strangers.findings;

import dev.touchstone.conformance.report.FailureFormat;
import dev.touchstone.conformance.strangers.graal.GraalAarch64;
import dev.touchstone.conformance.strangers.graal.GraalAmd64;
import dev.touchstone.conformance.strangers.jnr.JnrX86Asm;
import dev.touchstone.conformance.subject.Encoded;
import dev.touchstone.conformance.subject.Subject;
import dev.touchstone.conformance.verdict.Case;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.isa.Isa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// docs/findings.md. Its evidence is fenced with the name of an assembler, case by case with an empty line between
/// them: the command that replays the case, and below it what the assembler gives and what everybody else says.
/// [#main] writes all of it anew; of a new case `touchstone replay --isa a64 'add x0, x1, x2'` is enough.
final class FindingsPage {
    static final List<Subject> SUBJECTS = List.of(new JnrX86Asm(), new GraalAmd64(), new GraalAarch64());

    private static final Path PAGE = Path.of("../docs/findings.md");
    private static final Pattern FENCE =
            Pattern.compile("```(?<subject>[a-z0-9-]+)\n(?<cases>touchstone replay .*?\n)```\n", Pattern.DOTALL);
    private static final Pattern COMMAND =
            Pattern.compile("touchstone replay --isa (?<isa>\\S+) (?:.* )?'(?<text>[^']*)'");
    private static final Pattern LINE = Pattern.compile("  (?<who>\\S+) +(?<says>.*)");
    private static final long SEED = 1;

    private FindingsPage() {}

    /// One case.
    ///
    /// @param subject the assembler under test
    /// @param says what each says, by name, that assembler first
    record Evidence(Subject subject, String command, Isa isa, String text, Map<String, String> says) {
        static Evidence of(String subject, String lines) {
            List<String> all = lines.lines().toList();
            Matcher command = COMMAND.matcher(all.getFirst());
            if (!command.matches()) {
                throw new IllegalArgumentException(
                        "\"" + all.getFirst() + "\" is not written touchstone replay --isa SET 'TEXT'");
            }
            Map<String, String> says = new LinkedHashMap<>();
            for (String line : all.subList(1, all.size())) {
                Matcher matcher = LINE.matcher(line);
                if (!matcher.matches()) {
                    throw new IllegalArgumentException("\"" + line + "\" is not written \"  WHO says\"");
                }
                says.put(matcher.group("who"), matcher.group("says"));
            }
            return new Evidence(
                    SUBJECTS.stream()
                            .filter(s -> s.name().equals(subject))
                            .findFirst()
                            .orElseThrow(() -> new IllegalArgumentException("there is no assembler " + subject)),
                    all.getFirst(),
                    Isa.ofLabel(command.group("isa")),
                    command.group("text"),
                    says);
        }

        Instruction instruction() {
            return MachineLanguages.of(isa).parse(text, SymbolScope.NONE, AddressMap.CODE);
        }

        /// The same, as it is now.
        Evidence measured(Words words) {
            MachineLanguage language = MachineLanguages.of(isa);
            Instruction instruction = instruction();
            String plain = language.format(instruction, AddressMap.CODE);
            byte[] bytes = {};
            String gives;
            try {
                switch (subject.encode(isa, instruction, plain)) {
                    case Encoded.Bytes(byte[] given) -> {
                        bytes = given;
                        gives = "";
                    }
                    case Encoded.Refused(String message) -> gives = "refuses: " + message;
                    case Encoded.Unknown(String message) -> gives = "has no way to say it: " + message;
                }
            } catch (RuntimeException | AssertionError e) { // a stranger's code: whatever it throws is its answer
                gives = "throws " + e.getClass().getName();
            }
            Case asked = new Case(isa, instruction, plain, bytes, SEED);
            Map<String, String> said = new LinkedHashMap<>();
            said.put(subject.name(), bytes.length > 0 ? asked.hex() : gives);
            said.putAll(words.of(asked));
            return new Evidence(subject, FailureFormat.replay(asked), isa, text, said);
        }

        String lines() {
            StringBuilder lines = new StringBuilder(command + "\n");
            says.forEach((who, what) -> lines.append("  %-13s %s%n".formatted(who, what)));
            return lines.toString();
        }
    }

    /// All that stands on the page.
    static List<Evidence> evidence() throws IOException {
        return FENCE.matcher(Files.readString(PAGE))
                .results()
                .flatMap(fence -> Arrays.stream(fence.group("cases").split("\n\n"))
                        .map(lines -> Evidence.of(fence.group("subject"), lines)))
                .toList();
    }

    /// Each case as it is now, in their order.
    static List<Evidence> measured(List<Evidence> evidence) {
        Map<Isa, Words> words = new EnumMap<>(Isa.class);
        try {
            return evidence.stream()
                    .map(one -> one.measured(words.computeIfAbsent(one.isa(), Words::new)))
                    .toList();
        } finally {
            words.values().forEach(Words::close);
        }
    }

    /// Writes all evidence of the page anew. To be run in the module's folder, on x86-64 with every engine there.
    public static void main(String[] arguments) throws IOException {
        Iterator<Evidence> measured = measured(evidence()).iterator();
        String page = FENCE.matcher(Files.readString(PAGE)).replaceAll(fence -> {
            String cases = Arrays.stream(fence.group("cases").split("\n\n"))
                    .map(lines -> measured.next().lines())
                    .collect(Collectors.joining("\n"));
            return Matcher.quoteReplacement("```" + fence.group("subject") + "\n" + cases + "```\n");
        });
        Files.writeString(PAGE, page);
    }
}
