package dev.touchstone.exec.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A wheel, fetched by pip.
record WheelPackage(Wheel wheel, Pip pip) implements EnginePackage {
    @Override
    public Source source() {
        return Source.WHEEL;
    }

    @Override
    public String version() {
        return wheel.version();
    }

    @Override
    public String entry() {
        return wheel.engine() + "-" + wheel.version() + "-" + wheel.host();
    }

    @Override
    public String file() {
        return wheel.libraryName();
    }

    @Override
    public String title() {
        return "the wheel " + wheel.file();
    }

    @Override
    public String command() {
        return Pip.command(wheel, Path.of("."));
    }

    @Override
    public void fill(Path folder) throws IOException, FetchException {
        Path archive = pip.fetch(wheel, folder);
        Archive.extract(archive, wheel.member(), folder.resolve(file()));
        Files.delete(archive);
    }
}
