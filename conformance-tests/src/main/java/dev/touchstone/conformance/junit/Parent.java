package dev.touchstone.conformance.junit;

import java.util.stream.Stream;
import org.junit.platform.engine.UniqueId;

/// A descriptor that knows what is below it.
interface Parent {
    Stream<UniqueId> childIds();
}
