package dev.touchstone.conformance.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.touchstone.conformance.sampling.Samplers;
import dev.touchstone.conformance.subject.Encoding;
import dev.touchstone.encoder.DecodingException;
import dev.touchstone.encoder.EncodingLayout;
import dev.touchstone.encoder.EncodingLayout.Field;
import dev.touchstone.encoder.EncodingLayout.Part;
import dev.touchstone.encoder.Instruction;
import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.exec.AddressMap;
import dev.touchstone.isa.Form;
import dev.touchstone.isa.Isa;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every form's bytes are taken apart whole: each byte is of a named part, each bit of a field where a part has some.
class EveryLayoutTests {
    @ParameterizedTest
    @EnumSource(Isa.class)
    void noByteAndNoBitIsLeftOver(Isa isa) {
        MachineLanguage language = MachineLanguages.of(isa);
        List<String> wrong = new ArrayList<>();
        int forms = 0;
        for (Form form : language.forms()) {
            for (Instruction sample : Samplers.of(isa).legal(isa, form, 1, new SplittableRandom(7))) {
                byte[] bytes = Encoding.of(language, sample);
                String fault = fault(language, bytes);
                if (!fault.isEmpty()) {
                    wrong.add("%s, %s, %s: %s"
                            .formatted(
                                    form.id(),
                                    language.format(sample, AddressMap.CODE),
                                    HexFormat.of().formatHex(bytes),
                                    fault));
                }
                forms++;
            }
        }
        assertTrue(forms > 2000, forms + " forms");
        assertEquals(List.of(), wrong);
    }

    private static String fault(MachineLanguage language, byte[] bytes) {
        EncodingLayout layout;
        try {
            layout = language.layout(bytes, 0);
        } catch (DecodingException e) {
            return e.getMessage();
        }
        int at = 0;
        for (Part part : layout.parts()) {
            int end = 8 * part.length();
            for (Field field : part.fields()) {
                if (field.low() + field.width() != end
                        || field.value() != (part.value() >>> field.low() & mask(field))) {
                    return part + " at " + field;
                }
                end = field.low();
            }
            if (part.offset() != at
                    || part.name().equals("byte")
                    || end != 0 && !part.fields().isEmpty()) {
                return part.toString();
            }
            at += part.length();
        }
        return at == bytes.length ? "" : "ends at " + at;
    }

    private static long mask(Field field) {
        return (1L << field.width()) - 1;
    }
}
