package dev.touchstone.encoder.arm;

import dev.touchstone.isa.Isa;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// llvm-mc as a command, for people who write rows.
final class Llvm {
    private static final Map<Isa, List<String>> TARGETS = Map.of(
            Isa.A64, List.of("-triple=aarch64", "-mattr=+all"),
            Isa.A32,
                    List.of(
                            "-triple=armv9.5a",
                            "-mattr=" + features() + ",+mp,+virtualization,+trustzone,+hwdiv-arm,+hwdiv"),
            Isa.T32,
                    List.of(
                            "-triple=thumbv9.5a",
                            "-mattr=" + features() + ",+mp,+virtualization,+trustzone,+hwdiv-arm,+hwdiv"));
    private static final List<String> MVE_TARGET =
            List.of("-triple=thumbv8.1m.main", "-mattr=+mve.fp,+fp64,+cdecp0,+dsp,+lob,+pacbti,+8msecext");
    private static final List<String> A32_BEFORE_V8 =
            List.of("-triple=armv7a", "-mattr=+mp,+virtualization,+trustzone");
    private static final List<String> T32_BEFORE_V8 =
            List.of("-triple=thumbv7a", "-mattr=+mp,+virtualization,+trustzone");
    private static final Pattern ENCODING = Pattern.compile("encoding: \\[([^]]*)]");
    private static final Pattern RELOCATION = Pattern.compile("0x[0-9A-F]+ (R_\\w+) sym(?: 0x([0-9A-F]+))?");
    private static final Pattern ERROR = Pattern.compile(":(\\d+):(\\d+): error: (.*)");

    private Llvm() {}

    private static String features() {
        return "+neon,+vfp4,+fp-armv8,+fullfp16,+crypto,+aes,+sha2,+crc,+dotprod,+i8mm,+bf16,+fp16fml,+ras,+sb";
    }

    /// Hexadecimal bytes or `error: ` for each statement. In T32 a conditional statement is given an IT of its
    /// own.
    static List<String> assemble(Isa isa, List<String> statements) throws IOException {
        List<String> answers = run(TARGETS.getOrDefault(isa, List.of()), isa, statements);
        if (isa == Isa.T32) {
            fill(answers, run(MVE_TARGET, isa, statements));
            fill(answers, run(T32_BEFORE_V8, isa, statements));
        } else if (isa == Isa.A32) {
            fill(answers, run(A32_BEFORE_V8, isa, statements));
        }
        return answers;
    }

    /// The same for statements of Armv8.1-M, of which an A-profile target takes some for others.
    static List<String> assembleMProfile(List<String> statements) throws IOException {
        return run(MVE_TARGET, Isa.T32, statements);
    }

    /// Takes the other target's answers where there is none.
    private static void fill(List<String> answers, List<String> other) {
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i).startsWith("error") && !other.get(i).startsWith("error")) {
                answers.set(i, other.get(i));
            }
        }
    }

    /// Each statement stands alone between two labels; T32's IT instruction, if one was needed, is taken off.
    private static List<String> run(List<String> target, Isa isa, List<String> statements) throws IOException {
        StringBuilder text = new StringBuilder();
        List<Integer> lineOf = new ArrayList<>();
        int line = 0;
        for (String statement : statements) {
            lineOf.add(++line);
            text.append(statement).append('\n');
            // What follows a movprfx is complained of if it can't be prefixed: that ends it.
            text.append("mark_").append(line).append(statement.startsWith("movprfx") ? ": nop\n" : ":\n");
            line++;
        }
        Path in = Files.createTempFile("rows", ".s");
        Path out = Files.createTempFile("rows", ".out");
        Path err = Files.createTempFile("rows", ".err");
        Files.writeString(in, text);
        List<String> command = new ArrayList<>(List.of("llvm-mc-19", "-show-encoding"));
        command.addAll(target);
        if (isa == Isa.T32) {
            command.add("--arm-implicit-it=always");
        }
        command.add(in.toString());
        try {
            new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            answers.add("error: nothing came out");
        }
        read(Files.readString(out, StandardCharsets.UTF_8), answers);
        for (String message : Files.readAllLines(err)) {
            Matcher error = ERROR.matcher(message);
            if (error.find()) {
                int index = (Integer.parseInt(error.group(1)) - 1) / 2;
                boolean between = Integer.parseInt(error.group(1)) % 2 == 0;
                if (index < answers.size() && !between) {
                    answers.set(index, "error: " + error.group(3));
                }
            }
        }
        Files.delete(in);
        Files.delete(out);
        Files.delete(err);
        return answers;
    }

    private static void read(String output, List<String> answers) {
        String pending = "";
        for (String line : output.lines().toList()) {
            Matcher encoding = ENCODING.matcher(line);
            if (line.startsWith("mark_")) {
                int index = (Integer.parseInt(line.substring(5, line.indexOf(':'))) - 1) / 2;
                if (!pending.isEmpty()) {
                    answers.set(index, pending);
                }
                pending = "";
            } else if (encoding.find()) {
                pending = encoding.group(1).replace("0x", "").replace(",", "");
            }
        }
    }

    /// What stands in memory if `program`, statements between semicolons, is assembled and linked to `address`:
    /// hexadecimal bytes or `error: `. Each target of the set is tried.
    static String link(Isa isa, String program, long address) throws IOException {
        Path folder = Files.createTempDirectory("link");
        Path text = Files.writeString(folder.resolve("a.s"), program.replace(';', '\n') + "\n");
        String answer = "error: no target";
        for (List<String> target : targets(isa)) {
            List<String> assembler = new ArrayList<>(List.of("llvm-mc-19", "-filetype=obj", "-o", "a.o"));
            assembler.addAll(target);
            assembler.add(text.toString());
            answer = run(folder, assembler);
            if (answer.isEmpty()) {
                answer = run(
                        folder, List.of("ld.lld-19", "-e0", "-o", "a", "-Ttext=0x" + Long.toHexString(address), "a.o"));
                if (answer.isEmpty()) {
                    answer = run(folder, List.of("llvm-objcopy-19", "-O", "binary", "-j", ".text", "a", "a.bin"));
                }
                if (answer.isEmpty()) {
                    answer = HexFormat.of().formatHex(Files.readAllBytes(folder.resolve("a.bin")));
                }
                break;
            }
        }
        delete(folder);
        return answer;
    }

    /// The bytes of one statement in an object file, its relocation and addend, and who said so: `as` for GNU's
    /// assembler where LLVM's takes no such statement.
    static String relocation(Isa isa, String statement, boolean llvm) throws IOException {
        Path folder = Files.createTempDirectory("relocation");
        Path text = Files.writeString(folder.resolve("a.s"), statement + "\n");
        List<List<String>> assemblers = new ArrayList<>();
        for (List<String> target : llvm ? targets(isa) : List.<List<String>>of()) {
            List<String> assembler = new ArrayList<>(List.of("llvm-mc-19", "-filetype=obj", "-o", "a.o"));
            assembler.addAll(target);
            assemblers.add(assembler);
        }
        if (isa == Isa.A64) {
            assemblers.add(List.of("aarch64-linux-gnu-as", "-march=armv8.5-a", "-o", "a.o"));
        }
        String answer = "error: no target";
        for (List<String> assembler : assemblers) {
            List<String> command = new ArrayList<>(assembler);
            command.add(text.toString());
            answer = run(folder, command);
            if (answer.isEmpty()) {
                answer = run(folder, List.of("llvm-objcopy-19", "-O", "binary", "-j", ".text", "a.o", "a.bin"));
                run(folder, List.of("llvm-readobj-19", "-r", "a.o"));
                Matcher found = RELOCATION.matcher(Files.readString(folder.resolve("told")));
                answer += HexFormat.of().formatHex(Files.readAllBytes(folder.resolve("a.bin"))) + " | "
                        + (found.find() ? found.group(1) + (found.group(2) == null ? "" : " " + found.group(2)) : "")
                        + (assembler.getFirst().startsWith("llvm") ? "" : " | as");
                break;
            }
        }
        delete(folder);
        return answer;
    }

    private static List<List<String>> targets(Isa isa) {
        List<List<String>> targets = new ArrayList<>(List.of(TARGETS.getOrDefault(isa, List.of())));
        if (isa == Isa.T32) {
            targets.addAll(List.of(MVE_TARGET, T32_BEFORE_V8));
        } else if (isa == Isa.A32) {
            targets.add(A32_BEFORE_V8);
        }
        return targets;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /// Nothing, or what the command complained of.
    private static String run(Path folder, List<String> command) throws IOException {
        Path told = folder.resolve("told");
        try {
            int exit = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(told.toFile())
                    .start()
                    .waitFor();
            return exit == 0
                    ? ""
                    : Files.readString(told)
                            .lines()
                            .filter(line -> line.contains("error"))
                            .findFirst()
                            .map(line -> "error: " + line.replaceFirst(".*error: ", ""))
                            .orElse("error: exit " + exit);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
