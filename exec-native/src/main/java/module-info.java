/// Executable memory, calling machine code from Java, native executors.
module dev.touchstone.exec.host {
    requires transitive dev.touchstone.exec;

    exports dev.touchstone.exec.host;
    exports dev.touchstone.exec.host.system;

    opens dev.touchstone.exec.host.worker to
            dev.touchstone.isa;

    provides dev.touchstone.exec.ExecutorProvider with
            dev.touchstone.exec.host.worker.NativeExecutorProvider,
            dev.touchstone.exec.host.worker.QemuUserExecutorProvider;
}
