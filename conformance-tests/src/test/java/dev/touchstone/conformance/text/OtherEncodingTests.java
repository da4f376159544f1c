package dev.touchstone.conformance.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.touchstone.conformance.oracle.Answer;
import dev.touchstone.conformance.oracle.Oracle;
import dev.touchstone.conformance.oracle.Oracles;
import dev.touchstone.conformance.subject.Encoding;
import dev.touchstone.encoder.Decoded;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.exec.EngineMissingException;
import dev.touchstone.isa.Isa;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Encodings that no text of ours gives, because another one of the same instruction is preferred, and that code
/// of others holds.
class OtherEncodingTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "66480f7e00",
                "66480f6e00",
                "480f7e00",
                "480f6e00",
                "c4e1f97e00",
                "c4e1f96e00",
                "62e1fd087e4001",
                "62e1fd086e4001",
                "660f3a15c001",
                "c4e37915c001",
                "62e37d0815c001"
            })
    void theDecoderReadsThemAsLlvmDoes(String hex) throws EngineMissingException {
        byte[] bytes = HexFormat.of().parseHex(hex);
        MachineLanguage language = MachineLanguages.of(Isa.X86_64);
        Decoded decoded = language.decode(bytes, 0);
        String text = language.format(decoded.instruction(), AddressMap.CODE);
        try (Oracle llvm = Oracles.open("llvm", Isa.X86_64)) {
            assertEquals(
                    new Answer.Text(text.replaceAll("0x([0-9])\\b", "$1"), bytes.length),
                    llvm.disassemble(Isa.X86_64, List.of(bytes), AddressMap.CODE).stream()
                            .map(answer -> answer instanceof Answer.Text(String read, int length)
                                    ? new Answer.Text(
                                            read.strip()
                                                    .replace("{evex} ", "")
                                                    .replaceAll("\\s+", " ")
                                                    .replaceAll("0x([0-9])\\b", "$1"),
                                            length)
                                    : answer)
                            .findFirst()
                            .orElseThrow());
        }
        assertArrayEquals(bytes, Encoding.of(language, decoded.instruction()));
    }
}
