package dev.touchstone.conformance.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.isa.Isa;
import dev.touchstone.isa.table.TableException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTests {
    private static List<Action> actions(String text, String form, String version) {
        return Policy.read("engine", version, "test.policy", text).rulesFor(form).stream()
                .map(Rule::action)
                .toList();
    }

    @Test
    void readsEachAction() {
        assertEquals(List.of(new Action.Never()), actions("a:X | * | never | r | e", "a:X", "1"));
        assertEquals(List.of(new Action.Diverges(false)), actions("a:X | * | diverges | r | e", "a:X", "1"));
        assertEquals(
                List.of(new Action.MaskFlags(Set.of("C", "Z"))),
                actions("a:X | * | mask-flags C Z | r | e", "a:X", "1"));
        assertEquals(
                List.of(new Action.MaskRegisters(Set.of("written"))),
                actions("a:X | * | mask-registers written | r | e", "a:X", "1"));
        assertEquals(
                List.of(new Action.MaskBits("mxcsr", 0x3F)),
                actions("a:X | * | mask-bits mxcsr 0x3f | r | e", "a:X", "1"));
    }

    @Test
    void lowBytesNamesACountAndRegisters() {
        assertEquals(
                List.of(new Action.LowBytes(8, Set.of("st0", "st1"))),
                actions("a:X | * | low-bytes 8 st0 st1 | r | e", "a:X", "1"));
        assertThrows(TableException.class, () -> actions("a:X | * | low-bytes st0 | r | e", "a:X", "1"));
    }

    @Test
    void aStarStandsForAnyTextAndAllElseForItself() {
        String rule = "x86:V* zmm1{k1}{z}, [*] | 2.1* 3.0 | never | r | e";
        assertEquals(1, actions(rule, "x86:VADD zmm1{k1}{z}, [rax]", "2.1.4").size());
        assertEquals(1, actions(rule, "x86:VADD zmm1{k1}{z}, []", "3.0").size());
        assertEquals(0, actions(rule, "x86:VADD zmm1{k1}{z}, []", "3.0.1").size());
        assertEquals(0, actions(rule, "x86:VADD zmm1{k2}{z}, [rax]", "2.1.4").size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a:X | * | never | r",
                "a:X | * | never | | e",
                "a:X | * | always | r | e",
                "a:X | * | never C | r | e",
                "a:X | * | mask-flags | r | e",
                "a:X | * | mask-bits mxcsr | r | e",
                "a:X | * | mask-bits mxcsr many | r | e",
            })
    void aRuleThatIsNoneIsRefusedWithItsLine(String text) {
        TableException e = assertThrows(
                TableException.class, () -> Policy.read("engine", "1", "test.policy", "# comment\n" + text));
        assertTrue(e.getMessage().contains("test.policy:2"), e.getMessage());
    }

    @Test
    void anEngineWithoutAFileHasNoRules() {
        assertEquals(List.of(), Policy.of("nonsuch", "1").rules());
    }

    @ParameterizedTest
    @ValueSource(strings = {"unicorn", "qemu-user", "keystone", "llvm", "llvm-decoder"})
    void everyRuleOfOursIsAboutAFormThatThereIs(String engine) {
        List<String> forms = Arrays.stream(Isa.values())
                .flatMap(isa -> MachineLanguages.of(isa).forms().stream())
                .map(form -> form.id())
                .toList();
        List<Rule> rules = Policy.of(engine, "1").rules();
        assertFalse(rules.isEmpty());
        for (Rule rule : rules) {
            assertTrue(
                    forms.stream().anyMatch(form -> Rule.glob(rule.form(), form)),
                    () -> rule.source() + ": no form is " + rule.form());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "*, '', true",
        "*, a, true",
        "ab, ab, true",
        "ab, abc, false",
        "abc, ab, false",
        "a*, ba, false",
        "*ab, aab, true",
        "*ab*ab, ab, false",
        "a*b*c, a.b.b.c, true",
        "a*b*c, a.b.b.cd, false",
        "a.c, abc, false",
        "x86:MOV*[*, 'x86:MOV [r64], r64', true",
        "x86:MOV*[*, 'x86:MOV r64, r64', false",
    })
    void aStarStandsForAnyText(String glob, String text, boolean matches) {
        assertEquals(matches, Rule.glob(glob, text));
    }

    @Test
    void whatNamesTextsIsForThose() {
        Policy policy = Policy.read("unicorn", "2", "my.policy", """
                x86:BT * @ *ptr* | * | never | why | evidence
                x86:BT * | * | mask-flags C | why | evidence
                """);
        assertEquals(2, policy.rulesFor("x86:BT r/m64, r64").size());
        assertEquals(
                2,
                policy.rulesFor("x86:BT r/m64, r64", "bt qword ptr [rax], rbx").size());
        assertEquals(1, policy.rulesFor("x86:BT r/m64, r64", "bt rax, rbx").size());
    }
}
