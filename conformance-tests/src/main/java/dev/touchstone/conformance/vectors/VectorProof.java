package dev.touchstone.conformance.vectors;

import dev.touchstone.conformance.oracle.Answer;
import dev.touchstone.conformance.oracle.Oracle;
import dev.touchstone.encoder.Decoded;
import dev.touchstone.encoder.DecodingException;
import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.encoder.StatementParser;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.encoder.SyntaxException;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.relocation.CodeBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Holds recorded vectors against our assemblers and decoders, and against an oracle of today.
public final class VectorProof {
    private final MachineLanguage language;
    private final VectorFile file;

    public VectorProof(VectorFile file) {
        this.language = MachineLanguages.of(file.isa());
        this.file = file;
    }

    /// What our assembler and decoder make of them otherwise, a line each; empty if all is right.
    public List<String> ours() {
        List<String> wrong = new ArrayList<>();
        for (Vector vector : file.vectors()) {
            String assembled = assembled(vector);
            if (!assembled.isEmpty()) {
                wrong.add("%s \"%s\" is recorded as %s, %s"
                        .formatted(file.isa(), vector.text(), HexFormat.of().formatHex(vector.bytes()), assembled));
            }
            String decoded = vector.statements().size() == 1 ? decoded(vector) : "";
            if (!decoded.isEmpty()) {
                wrong.add("%s %s is recorded as \"%s\", %s"
                        .formatted(file.isa(), HexFormat.of().formatHex(vector.bytes()), vector.text(), decoded));
            }
        }
        return wrong;
    }

    private String assembled(Vector vector) {
        CodeBuffer code = new CodeBuffer(language.machine());
        StatementParser parser = language.newBlock();
        try {
            for (String statement : vector.statements()) {
                language.encode(parser.parse(statement, SymbolScope.NONE, AddressMap.CODE + code.position()), code);
            }
            byte[] bytes = code.toImage().at(AddressMap.CODE);
            return Arrays.equals(bytes, vector.bytes())
                    ? ""
                    : "we assemble it to " + HexFormat.of().formatHex(bytes);
        } catch (SyntaxException | EncodingException e) {
            return "we refuse it: " + e.getMessage();
        }
    }

    private String decoded(Vector vector) {
        try {
            Decoded decoded = language.decode(vector.bytes(), 0);
            CodeBuffer code = new CodeBuffer(language.machine());
            language.encode(decoded.instruction(), code);
            byte[] bytes = code.toImage().at(AddressMap.CODE);
            return Arrays.equals(bytes, vector.bytes())
                    ? ""
                    : "we read it as \"%s\", which is %s"
                            .formatted(
                                    language.format(decoded.instruction(), AddressMap.CODE),
                                    HexFormat.of().formatHex(bytes));
        } catch (DecodingException | EncodingException e) {
            return "we refuse it: " + e.getMessage();
        }
    }

    /// The vectors for which an oracle gives other bytes today, a line each. What it refuses is no vote.
    public List<String> drift(Oracle oracle) {
        List<Answer> answers = oracle.assemble(
                file.isa(),
                file.vectors().stream()
                        .map(vector -> String.join("\n", vector.statements()))
                        .toList(),
                AddressMap.CODE);
        List<String> drift = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            Vector vector = file.vectors().get(i);
            if (answers.get(i) instanceof Answer.Bytes(byte[] bytes) && !Arrays.equals(bytes, vector.bytes())) {
                drift.add("%s \"%s\" is recorded as %s (%s), %s %s gives %s now"
                        .formatted(
                                file.isa(),
                                vector.text(),
                                HexFormat.of().formatHex(vector.bytes()),
                                file.origin(),
                                oracle.name(),
                                oracle.version(),
                                HexFormat.of().formatHex(bytes)));
            }
        }
        return drift;
    }
}
