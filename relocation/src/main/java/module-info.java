/// Code buffer, labels, fixups, linking; image files and object files.
module dev.touchstone.relocation {
    requires static transitive org.jspecify;

    exports dev.touchstone.relocation;
    exports dev.touchstone.relocation.image;
    exports dev.touchstone.relocation.object;
}
