package dev.touchstone.exec.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A package of npm's registry, fetched by npm. It holds a WebAssembly module, which is the same on every host.
record NpmPackage(NpmArtifact artifact, Npm npm) implements EnginePackage {
    @Override
    public Source source() {
        return Source.NPM;
    }

    @Override
    public String version() {
        return artifact.version();
    }

    @Override
    public String entry() {
        return artifact.engine() + "-" + artifact.version() + "-npm";
    }

    @Override
    public String file() {
        return artifact.libraryName();
    }

    @Override
    public String title() {
        return "the npm package " + artifact.specifier();
    }

    @Override
    public String command() {
        return Npm.command(artifact, Path.of("."));
    }

    @Override
    public void fill(Path folder) throws IOException, FetchException {
        Path archive = npm.fetch(artifact, folder);
        Tarball.extract(archive, artifact.member(), folder.resolve(file()));
        Files.delete(archive);
        Folders.delete(folder.resolve(Npm.CACHE));
    }
}
