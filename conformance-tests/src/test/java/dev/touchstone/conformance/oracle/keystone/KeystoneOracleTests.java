package dev.touchstone.conformance.oracle.keystone;

import dev.touchstone.exec.engines.Engine;
import dev.touchstone.exec.engines.Engines;

/// Keystone as this machine finds it.
class KeystoneOracleTests extends KeystoneContract {
    @Override
    Engine engine() {
        return Engines.keystone();
    }

    @Override
    String ended() {
        return "Keystone ";
    }
}
