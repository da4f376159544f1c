package dev.touchstone.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/// Runs the command in this process, with its streams caught.
record Cli(int exit, String out, String err) {
    static Cli run(String... args) {
        return with("", args);
    }

    static synchronized Cli with(String input, String... args) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        InputStream in = System.in;
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        try (PrintStream caughtOut = new PrintStream(outBytes, true, StandardCharsets.UTF_8);
                PrintStream caughtErr = new PrintStream(errBytes, true, StandardCharsets.UTF_8)) {
            System.setOut(caughtOut);
            System.setErr(caughtErr);
            System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
            CommandLine line = Touchstone.commandLine();
            line.setOut(new PrintWriter(caughtOut, true, StandardCharsets.UTF_8));
            line.setErr(new PrintWriter(caughtErr, true, StandardCharsets.UTF_8));
            int exit = line.execute(args);
            return new Cli(exit, outBytes.toString(StandardCharsets.UTF_8), errBytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
            System.setIn(in);
        }
    }
}
