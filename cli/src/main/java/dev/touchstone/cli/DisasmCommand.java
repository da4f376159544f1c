package dev.touchstone.cli;

import dev.touchstone.encoder.Decoded;
import dev.touchstone.encoder.DecodingException;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.isa.Isa;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.HexFormat;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "disasm",
        mixinStandardHelpOptions = true,
        description = "Disassembles hex, in memory order: one instruction a line.",
        footer = {
            "",
            "With --batch each line of standard input is the hex of some instructions, and each line of output their",
            "text, separated by '; ', or 'error: ' and the message.",
            "",
            "Example: touchstone disasm --isa x86-64 4801d8c3"
        })
final class DisasmCommand implements Callable<Integer> {
    @Option(names = "--isa", required = true, description = "x86-64, x86, a64, a32 or t32")
    private Isa isa = Isa.X86_64;

    @Option(names = "--address", description = "where the code stands (default: ${DEFAULT-VALUE})", defaultValue = "0")
    private long address;

    @Option(names = "--batch", description = "the hex of one line in, one line of text out")
    private boolean batch;

    @Parameters(arity = "0..*", paramLabel = "HEX", description = "the bytes; standard input if there are none")
    private String[] hex = {};

    @Override
    public Integer call() throws IOException {
        if (batch) {
            return batch();
        }
        System.out.println(text(hex.length > 0 ? String.join("", hex) : Streams.allOfInput(), "\n"));
        return 0;
    }

    private int batch() throws IOException {
        boolean well = true;
        BufferedReader in = Streams.input();
        try (var out = Streams.output()) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                try {
                    out.write(text(line, "; "));
                } catch (DecodingException e) {
                    out.write("error: " + Failures.oneLine(e));
                    well = false;
                }
                out.newLine();
            }
        }
        return well ? 0 : 1;
    }

    private String text(String digits, String separator) {
        byte[] code = bytes(digits.replaceAll("\\s+", ""));
        MachineLanguage language = MachineLanguages.of(isa);
        StringJoiner text = new StringJoiner(separator);
        for (int offset = 0; offset < code.length; ) {
            Decoded decoded = language.decode(code, offset);
            text.add(language.format(decoded.instruction(), address + offset));
            offset += decoded.length();
        }
        return text.toString();
    }

    private static byte[] bytes(String digits) {
        if (digits.length() % 2 != 0) {
            throw new DecodingException("truncated hex: " + digits.length() + " digits, the last byte has only one");
        }
        for (int i = 0; i < digits.length(); i++) {
            if (Character.digit(digits.charAt(i), 16) < 0) {
                throw new DecodingException("\"" + digits.charAt(i) + "\" at digit " + (i + 1) + " is not hexadecimal");
            }
        }
        if (digits.isEmpty()) {
            throw new DecodingException("no bytes given");
        }
        return HexFormat.of().parseHex(digits);
    }
}
