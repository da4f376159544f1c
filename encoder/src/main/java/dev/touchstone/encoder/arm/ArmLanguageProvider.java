package dev.touchstone.encoder.arm;

import dev.touchstone.encoder.MachineLanguage;
import dev.touchstone.encoder.MachineLanguages;
import dev.touchstone.isa.Isa;
import java.util.List;

/// Makes the languages of A64, A32 and T32.
public final class ArmLanguageProvider implements MachineLanguages.Provider {
    /// For [java.util.ServiceLoader].
    public ArmLanguageProvider() {}

    @Override
    public List<Isa> isas() {
        return List.of(Isa.A64, Isa.A32, Isa.T32);
    }

    @Override
    public MachineLanguage create(Isa isa) {
        return ArmLanguage.of(isa);
    }
}
