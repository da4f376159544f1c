package dev.touchstone.encoder;

import dev.touchstone.isa.Isa;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/// The machine languages by set. A set's tables are loaded at its first use.
public final class MachineLanguages {
    /// An encoder package's entry: the languages that it makes.
    public interface Provider {
        List<Isa> isas();

        MachineLanguage create(Isa isa);
    }

    private static final Map<Isa, MachineLanguage> LANGUAGES = new EnumMap<>(Isa.class);

    private MachineLanguages() {}

    /// The language of that set.
    public static MachineLanguage of(Isa isa) {
        synchronized (LANGUAGES) {
            return LANGUAGES.computeIfAbsent(isa, MachineLanguages::create);
        }
    }

    private static MachineLanguage create(Isa isa) {
        for (Provider provider : ServiceLoader.load(Provider.class, MachineLanguages.class.getClassLoader())) {
            if (provider.isas().contains(isa)) {
                return provider.create(isa);
            }
        }
        throw new IllegalStateException("no encoder for " + isa + " on the class path");
    }
}
