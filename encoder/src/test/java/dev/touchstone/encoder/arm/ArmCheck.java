package dev.touchstone.encoder.arm;

import dev.touchstone.encoder.Decoded;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.arm.ArmForm;
import dev.touchstone.isa.arm.ArmTables;
import dev.touchstone.isa.arm.OperandValues;
import dev.touchstone.relocation.CodeBuffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// For people who write rows: `ArmCheck asm|dis|text|footprint|check a64|a32|t32 ...`.
///
/// - `asm`: a statement a line on standard input, its bytes or the error out.
/// - `dis`: hexadecimal bytes a line, the text or the error out.
/// - `footprint`: a statement a line, what it touches.
/// - `text`: a statement a line, our bytes held against those of llvm-mc; prints where they differ.
/// - `samples [count] [regex]`: bytes and text of sampled operands, one instruction a line.
/// - `check [count] [regex]`: samples each form whose id matches, formats, holds our bytes against those of
///   llvm-mc, and checks the way   back from bytes to text. Prints the first few differences of each form, and
/// a summary.
public final class ArmCheck {
    private static final int SHOWN_PER_FORM = 2;
    private static final Set<String> M_PROFILE = Set.of("MVE", "LOB", "ARMv8.1-M");

    private final Isa isa;
    private final ArmLanguage language;
    private int bad;

    private ArmCheck(Isa isa) {
        this.isa = isa;
        this.language = ArmLanguage.of(isa);
    }

    public static void main(String[] args) throws IOException {
        ArmCheck check = new ArmCheck(Isa.ofLabel(args[1]));
        switch (args[0]) {
            case "asm" -> input().forEach(line -> System.out.println(check.assembled(line)));
            case "dis" -> input().forEach(line -> System.out.println(check.disassembled(line)));
            case "footprint" ->
                input().forEach(line -> System.out.println(
                        line + ": " + check.language.footprint(check.language.parse(line, name -> null, 0))));
            case "text" -> check.text(input());
            case "samples" ->
                check.samples(args.length > 2 ? Integer.parseInt(args[2]) : 10, args.length > 3 ? args[3] : "");
            case "check" ->
                check.forms(args.length > 2 ? Integer.parseInt(args[2]) : 10, args.length > 3 ? args[3] : "");
            default -> throw new IllegalArgumentException("asm, dis, text, footprint or check, not " + args[0]);
        }
    }

    private static List<String> input() throws IOException {
        return new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(l -> !l.isBlank())
                .toList();
    }

    private byte[] bytes(ArmInstruction instruction) {
        CodeBuffer code = new CodeBuffer(language.machine());
        language.encode(instruction, code);
        return Arrays.copyOf(code.array(), code.position());
    }

    private String assembled(String line) {
        try {
            CodeBuffer code = new CodeBuffer(language.machine());
            language.encode(language.parse(line, code::label, 0), code);
            return HexFormat.of().formatHex(code.array(), 0, code.position());
        } catch (IllegalArgumentException e) {
            return "error: " + e.getMessage();
        }
    }

    private String disassembled(String hex) {
        try {
            return language.format(
                    language.decode(HexFormat.of().parseHex(hex.replace(" ", "")), 0)
                            .instruction(),
                    0);
        } catch (IllegalArgumentException e) {
            return "error: " + e.getMessage();
        }
    }

    private void text(List<String> lines) throws IOException {
        List<String> theirs = Llvm.assemble(isa, lines);
        for (int i = 0; i < lines.size(); i++) {
            String ours = assembled(lines.get(i));
            boolean bothRefuse = ours.startsWith("error") && theirs.get(i).startsWith("error");
            if (!ours.equals(theirs.get(i)) && !bothRefuse) {
                bad++;
                System.out.printf("%-40s ours %s, llvm %s%n", lines.get(i).strip(), ours, theirs.get(i));
            }
        }
        System.out.println(lines.size() + " statements, " + bad + " differ");
    }

    private record Case(ArmForm form, ArmInstruction instruction, String text, String hex) {}

    private void samples(int count, String regex) {
        Pattern pattern = Pattern.compile(regex);
        Random random = new Random(1);
        for (ArmForm form : ArmTables.forms(isa)) {
            if (pattern.matcher(form.id()).find() && form.attributes().sampled()) {
                for (long[] values : OperandValues.legal(form, count, random)) {
                    ArmInstruction instruction = new ArmInstruction(form, values, List.of());
                    System.out.println(
                            HexFormat.of().formatHex(bytes(instruction)) + " " + language.format(instruction, 0));
                }
            }
        }
    }

    private void forms(int count, String regex) throws IOException {
        Pattern pattern = Pattern.compile(regex);
        List<Case> cases = new ArrayList<>();
        Random random = new Random(1);
        int formCount = 0;
        for (ArmForm form : ArmTables.forms(isa)) {
            if (!pattern.matcher(form.id()).find() || !form.attributes().sampled()) {
                continue;
            }
            formCount++;
            List<long[]> samples = OperandValues.legal(form, count, random);
            if (samples.isEmpty()) {
                System.out.println(form.source() + " " + form.id() + ": no legal operands were found");
                bad++;
            }
            for (long[] values : samples) {
                ArmInstruction instruction = new ArmInstruction(form, values, List.of());
                cases.add(new Case(
                        form,
                        instruction,
                        language.format(instruction, 0),
                        HexFormat.of().formatHex(bytes(instruction))));
            }
        }
        List<String> theirs = new ArrayList<>(
                Llvm.assemble(isa, cases.stream().map(Case::text).toList()));
        List<Integer> mProfile = IntStream.range(0, cases.size())
                .filter(i -> M_PROFILE.contains(cases.get(i).form.feature()))
                .boxed()
                .toList();
        List<String> answers = Llvm.assembleMProfile(
                mProfile.stream().map(i -> cases.get(i).text).toList());
        for (int i = 0; i < answers.size(); i++) {
            theirs.set(mProfile.get(i), answers.get(i));
        }
        TreeMap<String, Integer> shown = new TreeMap<>();
        for (int i = 0; i < cases.size(); i++) {
            Case c = cases.get(i);
            String problem = theirs.get(i).equals(c.hex) ? problem(c) : "llvm " + theirs.get(i);
            if (!problem.isEmpty()) {
                bad++;
                if (shown.merge(c.form.id(), 1, Integer::sum) <= SHOWN_PER_FORM) {
                    System.out.printf(
                            "%s %s%n    %s  [%s]: %s%n", c.form.source(), c.form.id(), c.text, c.hex, problem);
                }
            }
        }
        System.out.printf(
                "%d forms, %d instructions, %d differences in %d forms%n", formCount, cases.size(), bad, shown.size());
    }

    /// What is wrong with the ways back, or the empty text.
    private String problem(Case c) {
        try {
            ArmInstruction parsed = language.parse(c.text, SymbolScope.NONE, 0);
            String again = HexFormat.of().formatHex(bytes(parsed));
            if (!again.equals(c.hex)) {
                return "parsed again it is " + parsed.form().id() + " [" + again + "]";
            }
            Decoded decoded = language.decode(HexFormat.of().parseHex(c.hex), 0, c.instruction.itCondition());
            ArmInstruction instruction = (ArmInstruction) decoded.instruction();
            String text = language.format(instruction, 0);
            String reparsed = HexFormat.of().formatHex(bytes(language.parse(text, SymbolScope.NONE, 0)));
            if (!reparsed.equals(c.hex)) {
                return "decoded it is \"" + text + "\", which is [" + reparsed + "]";
            }
            boolean plain = !c.form.attributes().alias() || c.form.attributes().preferred();
            if (plain && instruction.form() == c.form && !instruction.equals(c.instruction)) {
                return "decoded it is \"" + text + "\"";
            }
            return "";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
