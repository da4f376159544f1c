package dev.touchstone.conformance.oracle.keystone;

import dev.touchstone.exec.engines.Engine;
import dev.touchstone.exec.engines.Engines;
import org.junit.jupiter.api.Order;

/// Keystone as this machine finds it.
@Order(5)
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
