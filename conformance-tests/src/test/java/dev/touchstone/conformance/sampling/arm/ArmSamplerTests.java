package dev.touchstone.conformance.sampling.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.encoder.EncodingException;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.SymbolScope;
import dev.touchstone.encoder.SyntaxException;
import dev.touchstone.encoder.arm.ArmLanguage;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.arm.ArmForm;
import dev.touchstone.relocation.CodeBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArmSamplerTests {
    private static final int EACH = 7;

    private final ArmSampler sampler = new ArmSampler();

    private static List<ArmForm> someForms(ArmLanguage language) {
        List<ArmForm> forms = new ArrayList<>();
        for (int i = 0; i < language.forms().size(); i += EACH) {
            forms.add(language.forms().get(i));
        }
        return forms;
    }

    @ParameterizedTest
    @EnumSource(names = {"A64", "A32", "T32"})
    void legalInstructionsHaveEncodingsAndDiffer(Isa isa) {
        ArmLanguage language = ArmLanguage.of(isa);
        assertTrue(sampler.samples(isa));
        CodeBuffer code = new CodeBuffer(language.machine());
        for (ArmForm form : someForms(language)) {
            List<Instruction> legal = sampler.legal(isa, form, 12, new Random(1));
            assertEquals(legal.size(), new HashSet<>(legal).size(), form::id);
            assertEquals(form.attributes().sampled(), !legal.isEmpty(), form::id);
            legal.forEach(instruction -> language.encode(instruction, code));
            assertEquals(legal, sampler.legal(isa, form, 12, new Random(1)), "the same seed gives the same choice");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"A64", "A32", "T32"})
    void illegalStatementsAreRefused(Isa isa) {
        ArmLanguage language = ArmLanguage.of(isa);
        List<String> taken = new ArrayList<>();
        int asked = 0;
        for (ArmForm form : someForms(language)) {
            for (String statement : sampler.illegal(isa, form, 8, new Random(2))) {
                asked++;
                try {
                    language.parse(statement, SymbolScope.NONE, 0);
                    taken.add(form.id() + ": " + statement);
                } catch (SyntaxException | EncodingException e) {
                    assertTrue(!String.valueOf(e.getMessage()).contains("\n"));
                }
            }
        }
        assertEquals(List.of(), taken);
        assertTrue(asked > 500, "only " + asked + " statements");
    }
}
