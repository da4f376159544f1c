package dev.touchstone.generator.x86;

import dev.touchstone.generator.SourceFolder;
import java.io.IOException;

/// The typed assemblers of X86.
public final class X86Sources {
    private X86Sources() {}

    public static void write(SourceFolder out) throws IOException {}
}
