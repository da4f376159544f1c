/// Native execution: executable memory, calling machine code from Java, and native executors.
///
/// ```java
/// CodeImage image = CodeImage.of(Machine.X86_64, HexFormat.of().parseHex("b878563412c3"));
/// try (NativeCode code = NativeCode.load(image)) {
///     int result = NativeFunction.of(code, IntSupplier.class).getAsInt(); // 0x12345678
/// }
/// ```
///
/// Code that is called like this runs in the JVM's own process, and a fault in it ends that process. Code that
/// may fault is run as a snippet, by the executor named `native`, in a process of its own.
@NullMarked
package dev.touchstone.exec.host;

import org.jspecify.annotations.NullMarked;
