package dev.touchstone.conformance.oracle.keystone;

import dev.touchstone.conformance.oracle.Answer;
import dev.touchstone.conformance.oracle.Oracle;
import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/// Keystone, kept apart by its runner. It has no disassembler.
final class KeystoneOracle implements Oracle {
    private final String version;
    private final KeystoneRunner runner;

    KeystoneOracle(String version, KeystoneRunner runner) {
        this.version = version;
        this.runner = runner;
    }

    @Override
    public String name() {
        return KeystoneProvider.NAME;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public List<Answer> assemble(Isa isa, List<String> lines, long address) {
        KeystoneMode how = KeystoneMode.of(isa);
        List<Answer> answers = new ArrayList<>(Collections.nCopies(lines.size(), new Answer.Refused("not asked")));
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (isStatement(lines.get(i))) {
                open.add(i);
            } else {
                answers.set(i, new Answer.Refused("not a statement"));
            }
        }
        boolean first = true;
        for (int mode : how.modes()) {
            List<Request> requests = open.stream()
                    .map(i -> new Request(how.architecture(), mode, how.address(address), translate(isa, lines.get(i))))
                    .toList();
            List<String> said = runner.ask(requests);
            List<Integer> refused = new ArrayList<>();
            for (int n = 0; n < said.size(); n++) {
                int i = open.get(n);
                Answer answer = answer(isa, lines.get(i), said.get(n));
                if (Reply.isRefused(said.get(n))) {
                    refused.add(i);
                }
                if (first || !Reply.isRefused(said.get(n))) {
                    answers.set(i, answer);
                }
            }
            open = refused;
            first = false;
        }
        return answers;
    }

    private Answer answer(Isa isa, String line, String said) {
        if (Reply.isRefused(said)) {
            return new Answer.Refused(Reply.reason(said));
        }
        String wrong = KnownWrong.reason(version, isa, line, said);
        return wrong == null
                ? new Answer.Bytes(HexFormat.of().parseHex(said))
                : new Answer.Refused("its bytes " + said + " are not believed: " + wrong);
    }

    /// Directives would change what other lines mean, and `;` separates statements for Keystone.
    private static boolean isStatement(String line) {
        return !line.isBlank()
                && line.lines().noneMatch(l -> l.isBlank() || l.stripLeading().startsWith(".") || l.contains(";"));
    }

    private static String translate(Isa isa, String line) {
        return isa.isX86() ? KeystoneText.x86(line) : line;
    }

    @Override
    public boolean disassembles() {
        return false;
    }

    @Override
    public List<Answer> disassemble(Isa isa, List<byte[]> code, long address) {
        return Collections.nCopies(code.size(), new Answer.Refused("Keystone has no disassembler"));
    }

    @Override
    public void close() {
        runner.close();
    }
}
