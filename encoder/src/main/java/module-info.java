/// Assemblers, typed and of text, with decoder and formatter, for all sets.
module dev.touchstone.encoder {
    requires transitive dev.touchstone.isa;
    requires transitive dev.touchstone.relocation;

    exports dev.touchstone.encoder;
    exports dev.touchstone.encoder.aarch32;
    exports dev.touchstone.encoder.aarch64;
    exports dev.touchstone.encoder.arm;
    exports dev.touchstone.encoder.convention;
    exports dev.touchstone.encoder.x86;

    // The loader of tables reads those of this module.
    opens dev.touchstone.encoder to
            dev.touchstone.isa;
    opens dev.touchstone.encoder.convention to
            dev.touchstone.isa;

    uses dev.touchstone.encoder.MachineLanguages.Provider;

    provides dev.touchstone.encoder.MachineLanguages.Provider with
            dev.touchstone.encoder.arm.ArmLanguageProvider,
            dev.touchstone.encoder.x86.language.X86Language.Provider;
}
