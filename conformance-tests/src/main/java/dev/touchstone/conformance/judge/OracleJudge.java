package dev.touchstone.conformance.judge;

import dev.touchstone.conformance.oracle.Answer;
import dev.touchstone.conformance.oracle.Oracle;
import dev.touchstone.conformance.policy.Action;
import dev.touchstone.conformance.policy.Policy;
import dev.touchstone.conformance.subject.Encoding;
import dev.touchstone.conformance.verdict.Case;
import dev.touchstone.conformance.verdict.Evidence;
import dev.touchstone.conformance.verdict.Finding;
import dev.touchstone.conformance.verdict.Verdict;
import dev.touchstone.encoder.Decoded;
import dev.touchstone.encoder.DecodingException;
import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.encoder.SyntaxException;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.relocation.CodeBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Holds our bytes against those that an oracle gives for our text, and our reading of the oracle's text for
/// our bytes against our bytes.
public final class OracleJudge implements Judge {
    private final MachineLanguage language;
    private final Oracle oracle;
    private final Policy policy;
    private final boolean exact;
    private final Stopwatch stopwatch = new Stopwatch();

    /// @param exact whether other bytes that mean the same are a disagreement
    public OracleJudge(MachineLanguage language, Oracle oracle, Policy policy, boolean exact) {
        this.language = language;
        this.oracle = oracle;
        this.policy = policy;
        this.exact = exact;
    }

    /// What judges of this oracle's decoder are called.
    public static String decoderOf(String oracle) {
        return oracle + "-decoder";
    }

    @Override
    public List<Finding> judge(List<Case> cases) {
        List<Finding> findings = new ArrayList<>(cases.size() * 2);
        List<Case> asked = new ArrayList<>(cases.size());
        for (Case subject : cases) {
            String never = never(subject);
            if (never == null) {
                asked.add(subject);
            } else {
                findings.add(new Finding(subject, oracle.name(), new Verdict.NotRun(never)));
            }
        }
        List<Question> questions = asked.stream().map(this::question).toList();
        assemble(asked, questions, findings);
        if (oracle.disassembles()) {
            disassemble(asked, questions, findings);
        }
        return findings;
    }

    @Override
    public List<Work> work() {
        return stopwatch.work();
    }

    private @Nullable String never(Case subject) {
        return policy.rulesFor(subject.form().id(), subject.text()).stream()
                .filter(rule -> rule.action() instanceof Action.Never)
                .map(rule -> rule.reason())
                .findFirst()
                .orElse(null);
    }

    /// A case with what must stand before it: the IT of a conditional T32 instruction.
    private record Question(String text, byte[] bytes) {}

    private Question question(Case subject) {
        CodeBuffer code = new CodeBuffer(language.machine());
        StringBuilder text = new StringBuilder();
        for (Instruction before : language.prelude(subject.instruction())) {
            text.append(language.format(before, AddressMap.CODE)).append('\n');
            language.encode(before, code);
        }
        code.put(subject.bytes());
        return new Question(text + subject.text(), code.toImage().at(AddressMap.CODE));
    }

    private void assemble(List<Case> asked, List<Question> questions, List<Finding> findings) {
        List<String> texts = questions.stream().map(Question::text).toList();
        List<Answer> answers = stopwatch.time(
                oracle.name(), "cases", texts.size(), () -> oracle.assemble(language.isa(), texts, AddressMap.CODE));
        for (int i = 0; i < asked.size(); i++) {
            byte[] ours = questions.get(i).bytes;
            findings.add(new Finding(
                    asked.get(i),
                    oracle.name(),
                    switch (answers.get(i)) {
                        case Answer.Bytes(byte[] bytes) ->
                            Arrays.equals(bytes, ours) ? Verdict.AGREE : other(ours, bytes);
                        case Answer.Refused(String message) -> new Verdict.Incomparable("refuses: " + message);
                        case Answer.Text text -> new Verdict.Incomparable("answers with text: " + text.text());
                    }));
        }
    }

    /// What it means that the oracle gives other bytes: nothing wrong, if its decoder or ours reads both as the
    /// same.
    private Verdict other(byte[] ours, byte[] theirs) {
        String gives = oracle.name() + " " + oracle.version() + " gives "
                + HexFormat.of().formatHex(theirs);
        boolean same = isSameToOracle(ours, theirs) || isSameToUs(ours, theirs);
        return same && !exact
                ? new Verdict.Alternative(gives)
                : new Verdict.Disagree(
                        same ? gives + ", another encoding of the same instruction" : gives,
                        new Evidence.Bytes(oracle.name(), theirs));
    }

    private boolean isSameToOracle(byte[] ours, byte[] theirs) {
        if (!oracle.disassembles()) {
            return false;
        }
        List<Answer> readings = oracle.disassemble(language.isa(), List.of(ours, theirs), AddressMap.CODE);
        return readings.getFirst() instanceof Answer.Text(String text, int length)
                && length == ours.length
                && readings.getLast() instanceof Answer.Text(String other, int otherLength)
                && otherLength == theirs.length
                && text.equals(other);
    }

    /// Code of several instructions, an IT block's, is not the same.
    private boolean isSameToUs(byte[] ours, byte[] theirs) {
        try {
            Decoded first = language.decode(ours, 0);
            Decoded second = language.decode(theirs, 0);
            return first.length() == ours.length
                    && second.length() == theirs.length
                    && SameMeaning.is(
                            language.format(first.instruction(), AddressMap.CODE),
                            language.format(second.instruction(), AddressMap.CODE));
        } catch (DecodingException e) {
            return false;
        }
    }

    private void disassemble(List<Case> asked, List<Question> questions, List<Finding> findings) {
        List<byte[]> codes = questions.stream().map(Question::bytes).toList();
        List<Answer> answers = stopwatch.time(
                decoderOf(oracle.name()),
                "cases",
                codes.size(),
                () -> oracle.disassemble(language.isa(), codes, AddressMap.CODE));
        for (int i = 0; i < asked.size(); i++) {
            Case subject = asked.get(i);
            findings.add(new Finding(
                    subject,
                    decoderOf(oracle.name()),
                    switch (answers.get(i)) {
                        case Answer.Text(String text, int length) ->
                            read(
                                    subject,
                                    text.strip(),
                                    length - (questions.get(i).bytes.length - subject.bytes().length));
                        case Answer.Refused(String message) -> new Verdict.Incomparable("refuses: " + message);
                        case Answer.Bytes bytes -> new Verdict.Incomparable("answers with bytes");
                    }));
        }
    }

    private boolean isSame(Instruction reading, Case subject) {
        String text = language.format(reading, AddressMap.CODE);
        return exact ? text.equals(subject.text()) : SameMeaning.is(text, subject.text());
    }

    private Verdict read(Case subject, String text, int length) {
        if (length != subject.bytes().length) {
            return new Verdict.Disagree(
                    "%s reads %d of the %d bytes, as %s"
                            .formatted(decoderOf(oracle.name()), length, subject.bytes().length, text),
                    new Evidence.Reading(decoderOf(oracle.name()), text, length));
        }
        try {
            int preludes = language.prelude(subject.instruction()).size();
            String own = text.lines().skip(preludes).collect(Collectors.joining(" "));
            Instruction reading = language.parse(own, SymbolScope.NONE, AddressMap.CODE);
            boolean same = isSame(reading, subject);
            byte[] bytes = Encoding.of(language, reading);
            if (!Arrays.equals(bytes, subject.bytes())) {
                String message = "%s reads the bytes as %s, which to us is %s"
                        .formatted(
                                decoderOf(oracle.name()), text, HexFormat.of().formatHex(bytes));
                return same && !exact
                        ? new Verdict.Alternative(message)
                        : new Verdict.Disagree(message, new Evidence.Reading(decoderOf(oracle.name()), text, length));
            }
            // Else a wrong row whose bytes are some other instruction's would agree with itself.
            return same
                    ? Verdict.AGREE
                    : new Verdict.Incomparable("reads the bytes as \"" + text + "\", another spelling or instruction");
        } catch (SyntaxException | EncodingException e) {
            return new Verdict.Incomparable("reads the bytes as \"" + text + "\", which is not in our tables");
        }
    }
}
