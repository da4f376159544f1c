package dev.touchstone.exec.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A jar, fetched by Maven.
record JarPackage(MavenArtifact artifact, Maven maven) implements EnginePackage {
    @Override
    public Source source() {
        return Source.MAVEN;
    }

    @Override
    public String version() {
        return artifact.version();
    }

    @Override
    public String entry() {
        return artifact.engine() + "-" + artifact.version() + "-" + artifact.host();
    }

    @Override
    public String file() {
        return artifact.libraryName();
    }

    @Override
    public String title() {
        return artifact.coordinates() + " (" + artifact.megabytes() + " MB)";
    }

    @Override
    public String command() {
        return Maven.command(artifact, Path.of("."));
    }

    @Override
    public boolean onlyAsked() {
        return artifact.onlyAsked();
    }

    @Override
    public void fill(Path folder) throws IOException, FetchException {
        Path archive = maven.fetch(artifact, folder);
        artifact.unpack(archive, folder);
        Files.delete(archive);
        Folders.delete(folder.resolve("repository"));
    }
}
