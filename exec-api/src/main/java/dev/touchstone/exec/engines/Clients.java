package dev.touchstone.exec.engines;

/// The package clients of this machine.
record Clients(Pip pip, Maven maven, Npm npm) {
    static Clients of(Settings settings) {
        return new Clients(new Pip(Pip.WAYS), new Maven(Maven.ways(settings)), new Npm(Npm.ways(settings)));
    }
}
