package dev.touchstone.conformance.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.encoder.RelocationOperators;
import dev.touchstone.isa.Isa;
import dev.touchstone.relocation.CodeBuffer;
import dev.touchstone.relocation.FixupTable;
import dev.touchstone.relocation.ObjectCode.SectionRelocation;
import dev.touchstone.relocation.object.ObjectFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Labels with relocation operators, `name@GOTPCREL` and `:got:name`, mean what they mean to LLVM.
class OperatorObjectTests {
    @TempDir
    private Path folder = Path.of("");

    enum Dialect {
        X86_64(Isa.X86_64, "x86_64-linux-gnu", "operators-x86-64.s", "x86-64.operators"),
        X86_32(Isa.X86_32, "i386-linux-gnu", "operators-x86-32.s", "x86-32.operators"),
        A64(Isa.A64, "aarch64-linux-gnu", "operators-a64.s", ""),
        A32(Isa.A32, "armv7a-linux-gnueabihf", "operators-a32.s", ""),
        T32(Isa.T32, "thumbv7a-linux-gnueabihf", "operators-t32.s", "");

        private final MachineLanguage language;
        private final String triple;
        private final String source;
        private final String operators;

        Dialect(Isa isa, String triple, String source, String operators) {
            this.language = MachineLanguages.of(isa);
            this.triple = triple;
            this.source = source;
            this.operators = operators;
        }

        private List<String> statements() throws IOException {
            return CLinkTests.resource(source)
                    .lines()
                    .filter(l -> !l.startsWith("//") && !l.isBlank())
                    .toList();
        }
    }

    private static CodeBuffer assemble(MachineLanguage language, List<String> statements) {
        CodeBuffer code = new CodeBuffer(language.machine());
        for (String statement : statements) {
            language.encode(language.parse(statement, code::external, code.position()), code);
        }
        return code;
    }

    @Tag("toolchain")
    @ParameterizedTest
    @EnumSource
    void theyMeanWhatTheyMeanToLlvm(Dialect of) throws IOException, InterruptedException {
        LlvmObjectTests.tools();
        boolean x86 = of.source.contains("x86");
        Path source = Files.writeString(
                folder.resolve("source.s"),
                (x86 ? ".intel_syntax noprefix\n" : "") + String.join("\n", of.statements()) + "\n");
        Path theirs = folder.resolve("theirs.o");
        // What we write are the kinds that linkers leave alone, unless asked for the others by `via`.
        Toolchain.run(List.of(
                "llvm-mc-19",
                "-triple=" + of.triple,
                "-filetype=obj",
                x86 ? "-x86-relax-relocations=false" : "-compress-debug-sections=none",
                source.toString(),
                "-o",
                theirs.toString()));
        CodeBuffer code = assemble(of.language, of.statements());
        Path ours = Files.write(folder.resolve("ours.o"), ObjectFormat.ELF.write(code.toObject()));
        assertEquals(LlvmObjectTests.facts(theirs), LlvmObjectTests.facts(ours));
    }

    /// No row of the table is left out above.
    @ParameterizedTest
    @EnumSource(names = {"X86_64", "X86_32"})
    void allAreTried(Dialect of) throws IOException {
        Set<String> meant = RelocationOperators.load(of.operators, FixupTable.of(of.language.machine())).all().stream()
                .map(o -> o.kind().name())
                .collect(Collectors.toCollection(TreeSet::new));
        for (SectionRelocation relocation :
                assemble(of.language, of.statements()).toObject().relocations()) {
            meant.remove(relocation.kind().name());
        }
        assertEquals(Set.of(), meant);
    }

    private static void refused(Dialect of, String statement, String why) {
        String message = assertThrows(
                        RuntimeException.class, () -> assemble(of.language, List.of(statement)), statement)
                .getMessage();
        assertTrue(message.contains(why), message);
    }

    @Test
    void whatCannotStandIsRefused() {
        refused(Dialect.X86_64, "call f@PTL", "no relocation operator @PTL; there are DTPOFF GOT ");
        refused(Dialect.X86_64, "jmp short f@PLT", "R_X86_64_PC8");
        // A distance from the thread's pointer is none from the program counter.
        refused(Dialect.X86_64, "mov rax, fs:[f@TPOFF]", "R_X86_64_PC32");
        refused(Dialect.X86_64, "mov eax, offset f@GOT", "R_X86_64_32");
        refused(Dialect.X86_32, "jmp f@GOT", "R_386_PC32");
    }
}
