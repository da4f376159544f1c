package dev.touchstone.generator;

import dev.touchstone.generator.arm.ArmSources;
import dev.touchstone.generator.x86.X86Sources;
import java.io.IOException;
import java.nio.file.Path;

/// Writes every generated source below the folder that the first argument names.
public final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException {
        SourceFolder out = new SourceFolder(Path.of(args[0]));
        X86Sources.write(out);
        ArmSources.write(out);
        out.deleteStale();
    }
}
