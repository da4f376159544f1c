package dev.touchstone.generator.arm;

import dev.touchstone.generator.SourceFolder;
import java.io.IOException;

/// The typed assemblers of Arm.
public final class ArmSources {
    private ArmSources() {}

    public static void write(SourceFolder out) throws IOException {}
}
