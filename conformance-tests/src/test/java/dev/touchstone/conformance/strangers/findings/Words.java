package dev.touchstone.conformance.strangers.findings;

import dev.touchstone.conformance.check.Bench;
import dev.touchstone.conformance.check.Missing;
import dev.touchstone.conformance.check.Tally;
import dev.touchstone.conformance.judge.Contrast;
import dev.touchstone.conformance.judge.ExecutionJudge;
import dev.touchstone.conformance.judge.ExecutionJudge.Runner;
import dev.touchstone.conformance.judge.Trials;
import dev.touchstone.conformance.oracle.Answer;
import dev.touchstone.conformance.oracle.Oracle;
import dev.touchstone.conformance.oracle.OracleProvider;
import dev.touchstone.conformance.subject.Encoding;
import dev.touchstone.conformance.subject.Subject;
import dev.touchstone.conformance.verdict.Case;
import dev.touchstone.encoder.Decoded;
import dev.touchstone.encoder.DecodingException;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.exec.Executors;
import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;

/// What everybody says of one instruction of one set: our encoder and decoder, each oracle, and each executor, which
/// runs the bytes of the assembler under test and ours from the same states.
final class Words implements AutoCloseable {
    private final MachineLanguage language;
    private final List<Oracle> oracles = new ArrayList<>();
    private final Bench executors;

    Words(Isa isa) {
        this.language = MachineLanguages.of(isa);
        for (OracleProvider provider : ServiceLoader.load(OracleProvider.class)) {
            try {
                oracles.add(provider.open(isa));
            } catch (EngineMissingException e) {
                // nothing is said by it
            }
        }
        List<String> names =
                Executors.all().stream().map(provider -> provider.name()).toList();
        Set<Missing> missing = new HashSet<>();
        this.executors = new Bench(language, true, names::contains, new Tally(Subject.TOUCHSTONE), missing);
    }

    /// By name, in the order of the page; who can't be had is not in it.
    ///
    /// @param subject with the bytes of the assembler under test; none if it refuses
    Map<String, String> of(Case subject) {
        Map<String, String> words = new LinkedHashMap<>();
        byte[] ours = Encoding.of(language, subject.instruction());
        words.put("touchstone", said(HexFormat.of().formatHex(ours), reading(subject)));
        for (Oracle oracle : oracles) {
            Answer answer = oracle.assemble(language.isa(), List.of(subject.text()), AddressMap.CODE)
                    .getFirst();
            words.put(
                    oracle.name(),
                    said(
                            answer instanceof Answer.Bytes bytes ? bytes.toString() : "refuses",
                            reading(oracle, subject)));
        }
        if (subject.bytes().length > 0) {
            Map<String, Contrast> contrasts = new LinkedHashMap<>();
            Contrast.of(language, executors.runners(), subject, null).forEach(c -> contrasts.put(c.engine(), c));
            Trials trials = Trials.of(language, subject);
            for (Runner runner : executors.runners()) {
                String name = runner.executor().name();
                words.put(name, contrasts.containsKey(name) ? ran(contrasts.get(name)) : notRun(trials, runner));
            }
        }
        return words;
    }

    private static String said(String bytes, String reading) {
        return reading.isEmpty() ? bytes : bytes + ", and reads " + reading;
    }

    private static String ran(Contrast contrast) {
        return contrast.lines().isEmpty()
                ? "runs them as it runs ours"
                : contrast.places().isEmpty()
                        ? String.join("; ", contrast.lines())
                        : "other " + String.join(", ", contrast.places());
    }

    private static String notRun(Trials trials, Runner runner) {
        String reason = trials.reason() != null
                ? trials.reason()
                : ExecutionJudge.refusal(runner, trials.runs().getFirst());
        return "not run: " + reason;
    }

    private String reading(Case subject) {
        if (subject.bytes().length == 0) {
            return "";
        }
        try {
            Decoded decoded = language.decode(subject.bytes(), 0);
            return read(subject, language.format(decoded.instruction(), AddressMap.CODE), decoded.length());
        } catch (DecodingException e) {
            return subject.hex() + " as nothing";
        }
    }

    private String reading(Oracle oracle, Case subject) {
        if (subject.bytes().length == 0 || !oracle.disassembles()) {
            return "";
        }
        Answer answer = oracle.disassemble(language.isa(), List.of(subject.bytes()), AddressMap.CODE)
                .getFirst();
        return answer instanceof Answer.Text(String text, int length)
                ? read(subject, text.strip().replaceAll("\\s+", " "), length)
                : subject.hex() + " as nothing";
    }

    private static String read(Case subject, String text, int length) {
        String part = HexFormat.of().formatHex(subject.bytes(), 0, length);
        return part + " as " + text;
    }

    @Override
    public void close() {
        oracles.forEach(Oracle::close);
        executors.close();
    }
}
