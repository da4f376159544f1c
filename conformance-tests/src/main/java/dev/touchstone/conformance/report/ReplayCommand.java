package dev.touchstone.conformance.report;

import dev.touchstone.conformance.judge.Trials;
import dev.touchstone.conformance.state.StateText;
import dev.touchstone.conformance.subject.Encoding;
import dev.touchstone.conformance.verdict.Case;
import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.encoder.SyntaxException;
import dev.touchstone.encoder.TextAssembler;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.MachineState;
import dev.touchstone.exec.Snippet;
import dev.touchstone.relocation.RelocationException;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// The `touchstone replay` of a case, as a line for a shell.
final class ReplayCommand {
    private ReplayCommand() {}

    /// @param run the one that it is about; null for all of the case's
    static String of(Case subject, @Nullable Snippet run) {
        StringJoiner command = new StringJoiner(" ");
        command.add("touchstone replay --isa " + subject.isa() + " --seed " + subject.seed());
        MachineLanguage language = MachineLanguages.of(subject.isa());
        if (subject.bytes().length > 0 && !Arrays.equals(subject.bytes(), ours(language, subject))) {
            command.add("--subject-bytes " + subject.hex());
        }
        if (run != null && !isOfSeed(language, subject, run.initial())) {
            List<String> settings = StateText.of(run.initial(), run.end());
            // One at least: without any, the state would be that of the seed.
            (settings.isEmpty() ? List.of(StateText.nothing(subject.isa())) : settings)
                    .forEach(setting -> command.add("--set " + setting));
        }
        return command.add(quoted(subject.text())).toString();
    }

    private static boolean isOfSeed(MachineLanguage language, Case subject, MachineState initial) {
        return Trials.of(language, subject).runs().stream()
                .map(trial -> trial.snippet().initial())
                .anyMatch(state -> Arrays.equals(state.registers(), initial.registers())
                        && Arrays.equals(state.data(), initial.data())
                        && Arrays.equals(state.stack(), initial.stack()));
    }

    /// What our encoder gives for the text; nothing if it refuses.
    private static byte[] ours(MachineLanguage language, Case subject) {
        try {
            return subject.isProgram()
                    ? TextAssembler.assemble(subject.isa(), subject.text(), AddressMap.CODE)
                            .at(AddressMap.CODE)
                    : Encoding.of(language, language.parse(subject.text(), SymbolScope.NONE, AddressMap.CODE));
        } catch (SyntaxException | EncodingException | RelocationException e) {
            return new byte[0];
        }
    }

    /// One word of a POSIX shell.
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
