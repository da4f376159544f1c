/// Execution under Unicorn.
module dev.touchstone.exec.emulated {
    requires transitive dev.touchstone.exec;

    exports dev.touchstone.exec.emulated;

    opens dev.touchstone.exec.emulated to
            dev.touchstone.isa;

    provides dev.touchstone.exec.ExecutorProvider with
            dev.touchstone.exec.emulated.UnicornProvider;
}
