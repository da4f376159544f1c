package dev.touchstone.encoder.arm;

import dev.touchstone.isa.arm.ArmForm;
import dev.touchstone.isa.arm.Hole;
import dev.touchstone.isa.arm.Mnemonic;
import dev.touchstone.isa.arm.codec.Cursor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Finds the rows that a mnemonic may mean.
final class MnemonicIndex {
    /// A row and the value of its mnemonic's hole.
    record Candidate(ArmForm form, long value) {}

    private static final int MOST_KEPT = 20_000;
    private static final int LONGEST_HOLE = 6;

    private final Map<String, List<ArmForm>> forms = new HashMap<>();
    private final Set<String> firstLetters = new HashSet<>();
    private final Map<String, List<Candidate>> found = new ConcurrentHashMap<>();

    MnemonicIndex(List<ArmForm> all) {
        for (ArmForm form : all) {
            Mnemonic mnemonic = form.template().mnemonic();
            boolean optional =
                    mnemonic.hole() >= 0 && form.holes().get(mnemonic.hole()).isOptional();
            for (String key : mnemonic.keys(optional)) {
                forms.computeIfAbsent(key, k -> new ArrayList<>()).add(form);
                int hole = key.indexOf(Mnemonic.HOLE);
                if (hole >= 0) {
                    firstLetters.add(key.substring(0, hole));
                }
            }
        }
    }

    /// The rows in table order; empty if the mnemonic is unknown.
    List<Candidate> find(String mnemonic) {
        List<Candidate> known = found.get(mnemonic);
        if (known == null) {
            known = search(mnemonic);
            if (!known.isEmpty() && found.size() < MOST_KEPT) {
                found.put(mnemonic, known);
            }
        }
        return known;
    }

    private List<Candidate> search(String mnemonic) {
        List<Candidate> candidates = new ArrayList<>();
        for (ArmForm form : forms.getOrDefault(mnemonic, List.of())) {
            int hole = form.template().mnemonic().hole();
            candidates.add(
                    new Candidate(form, hole < 0 ? 0 : form.holes().get(hole).missing()));
        }
        for (int start = 0; start < mnemonic.length(); start++) {
            String before = mnemonic.substring(0, start);
            if (!firstLetters.contains(before)) {
                continue;
            }
            for (int end = start + 1; end <= Math.min(mnemonic.length(), start + LONGEST_HOLE); end++) {
                String key = before + Mnemonic.HOLE + mnemonic.substring(end);
                for (ArmForm form : forms.getOrDefault(key, List.of())) {
                    Hole hole = form.holes().get(form.template().mnemonic().hole());
                    Cursor cursor = new Cursor(mnemonic.substring(start, end), true);
                    if (hole.codec().parse(cursor) && cursor.atEnd()) {
                        candidates.add(new Candidate(form, cursor.value));
                    }
                }
            }
        }
        candidates.sort(Comparator.comparingInt(c -> c.form.order()));
        return List.copyOf(candidates);
    }
}
