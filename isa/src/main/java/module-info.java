/// The instruction tables, in the vendors' notation, and their loader.
module dev.touchstone.isa {
    requires static transitive org.jspecify;

    exports dev.touchstone.isa;
    exports dev.touchstone.isa.arm;
    exports dev.touchstone.isa.arm.codec;
    exports dev.touchstone.isa.table;
    exports dev.touchstone.isa.x86;
}
