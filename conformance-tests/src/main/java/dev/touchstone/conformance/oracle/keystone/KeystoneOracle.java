package dev.touchstone.conformance.oracle.keystone;

import dev.touchstone.conformance.oracle.Answer;
import dev.touchstone.conformance.oracle.Oracle;
import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/// Keystone in a process of its own. It has no disassembler.
final class KeystoneOracle implements Oracle {
    private final String version;
    private final WorkerProcess worker;

    KeystoneOracle(String version, WorkerProcess worker) {
        this.version = version;
        this.worker = worker;
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
    public boolean knows(Isa isa) {
        return true;
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
            List<WorkerProcess.Request> requests = open.stream()
                    .map(i -> new WorkerProcess.Request(
                            how.architecture(), mode, how.address(address), translate(isa, lines.get(i))))
                    .toList();
            List<String> said = worker.ask(requests);
            List<Integer> refused = new ArrayList<>();
            for (int n = 0; n < said.size(); n++) {
                int i = open.get(n);
                Answer answer = answer(isa, lines.get(i), said.get(n));
                if (said.get(n).startsWith("!")) {
                    refused.add(i);
                }
                if (first || !said.get(n).startsWith("!")) {
                    answers.set(i, answer);
                }
            }
            open = refused;
            first = false;
        }
        return answers;
    }

    private Answer answer(Isa isa, String line, String said) {
        if (said.startsWith("!")) {
            return new Answer.Refused(said.substring(1));
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
        return isa == Isa.X86_64 || isa == Isa.X86_32 ? KeystoneText.x86(line) : line;
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
        worker.close();
    }
}
