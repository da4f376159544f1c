package dev.touchstone.conformance.policy;

import dev.touchstone.isa.table.SourceLine;
import java.util.List;
import java.util.regex.Pattern;

/// One entry of a policy.
///
/// @param form a glob on form ids
/// @param versions of the engine; each may end in `*`
/// @param reason what is wrong with it
/// @param evidence how that is known: what was run, what it gave
public record Rule(
        String form, List<String> versions, Action action, String reason, String evidence, SourceLine source) {
    public boolean matches(String formId, String version) {
        return glob(form, formId) && versions.stream().anyMatch(v -> glob(v, version));
    }

    /// Whether `text` is what `glob` says; `*` stands for any text, all else for itself.
    public static boolean glob(String glob, String text) {
        StringBuilder pattern = new StringBuilder();
        for (String literal : glob.split("\\*", -1)) {
            pattern.append(pattern.isEmpty() ? "" : ".*").append(Pattern.quote(literal));
        }
        return Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(text).matches();
    }
}
