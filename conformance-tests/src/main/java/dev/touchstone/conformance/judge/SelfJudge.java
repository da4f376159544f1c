package dev.touchstone.conformance.judge;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/// Our own way back: the text must parse and the bytes must decode to something that encodes to the same bytes.
public final class SelfJudge implements Judge {
    private final MachineLanguage language;
    private final boolean exact;
    private final Stopwatch stopwatch = new Stopwatch();

    /// @param exact whether other bytes that mean the same are a disagreement
    public SelfJudge(MachineLanguage language, boolean exact) {
        this.language = language;
        this.exact = exact;
    }

    @Override
    public List<Finding> judge(List<Case> cases) {
        List<Finding> findings = new ArrayList<>(cases.size() * 2);
        findings.addAll(stopwatch.time("parser", "cases", cases.size(), () -> findings("parser", cases, this::parse)));
        findings.addAll(
                stopwatch.time("decoder", "cases", cases.size(), () -> findings("decoder", cases, this::decode)));
        return findings;
    }

    private static List<Finding> findings(String judge, List<Case> cases, Function<Case, Verdict> verdict) {
        return cases.stream()
                .map(subject -> new Finding(subject, judge, verdict.apply(subject)))
                .toList();
    }

    @Override
    public List<Work> work() {
        return stopwatch.work();
    }

    private Verdict parse(Case subject) {
        try {
            Instruction parsed = language.parse(subject.text(), SymbolScope.NONE, AddressMap.CODE);
            return same(subject, parsed, "our parser reads the text as ");
        } catch (SyntaxException | EncodingException e) {
            return new Verdict.Disagree("our parser refuses the text: " + e.getMessage());
        }
    }

    private Verdict decode(Case subject) {
        try {
            Decoded decoded = language.decode(subject.bytes(), 0);
            if (decoded.length() != subject.bytes().length) {
                String reading = language.format(decoded.instruction(), AddressMap.CODE);
                return new Verdict.Disagree(
                        "our decoder takes " + decoded.length() + " of " + subject.bytes().length + " bytes, as "
                                + reading,
                        new Evidence.Reading("decoder", reading, decoded.length()));
            }
            return same(subject, decoded.instruction(), "our decoder reads the bytes as ");
        } catch (DecodingException e) {
            return new Verdict.Disagree("our decoder refuses the bytes: " + e.getMessage());
        }
    }

    private Verdict same(Case subject, Instruction other, String what) {
        byte[] bytes = Encoding.of(language, other);
        if (Arrays.equals(bytes, subject.bytes())) {
            return Verdict.AGREE;
        }
        String text = language.format(other, AddressMap.CODE);
        String message = what + text + ", which is " + HexFormat.of().formatHex(bytes);
        return !exact && SameMeaning.is(text, subject.text()) && SameMeaning.is(text, reading(subject))
                ? new Verdict.Alternative(message)
                : new Verdict.Disagree(message, new Evidence.Bytes("touchstone", bytes));
    }

    /// Our decoder's text for all of the bytes; empty if it has none.
    private String reading(Case subject) {
        try {
            Decoded decoded = language.decode(subject.bytes(), 0);
            return decoded.length() == subject.bytes().length
                    ? language.format(decoded.instruction(), AddressMap.CODE)
                    : "";
        } catch (DecodingException e) {
            return "";
        }
    }
}
