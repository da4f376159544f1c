package dev.touchstone.conformance.policy;

import dev.touchstone.isa.table.SourceLine;
import java.util.List;

/// One entry of a policy.
///
/// @param form a glob on form ids
/// @param text a glob on the texts of the cases that it is about; `*` for all
/// @param versions of the engine; each may end in `*`
/// @param reason what is wrong with it
/// @param evidence how that is known: what was run, what it gave
public record Rule(
        String form,
        String text,
        List<String> versions,
        Action action,
        String reason,
        String evidence,
        SourceLine source) {
    public boolean matches(String formId, String version) {
        return glob(form, formId) && versions.stream().anyMatch(v -> glob(v, version));
    }

    /// Whether it is about every case of its forms.
    public boolean isOfAllTexts() {
        return text.equals("*");
    }

    /// Whether it is about the case with that text, if it is about its form.
    public boolean isOf(String caseText) {
        return glob(text, caseText);
    }

    /// Whether `text` is what `glob` says; `*` stands for any text, all else for itself.
    public static boolean glob(String glob, String text) {
        int star = -1; // the last one met, and where its text ends so far
        int resume = 0;
        int at = 0;
        int in = 0;
        while (at < text.length()) {
            if (in < glob.length() && glob.charAt(in) == '*') {
                star = in++;
                resume = at;
            } else if (in < glob.length() && glob.charAt(in) == text.charAt(at)) {
                in++;
                at++;
            } else if (star >= 0) {
                in = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (in < glob.length() && glob.charAt(in) == '*') {
            in++;
        }
        return in == glob.length();
    }
}
