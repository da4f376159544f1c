/// What it means to execute a snippet, and the provisioner of the engines' native libraries.
module dev.touchstone.exec {
    requires transitive dev.touchstone.encoder;

    exports dev.touchstone.exec;
    exports dev.touchstone.exec.engines;

    opens dev.touchstone.exec.engines to
            dev.touchstone.isa;

    uses dev.touchstone.exec.ExecutorProvider;
}
