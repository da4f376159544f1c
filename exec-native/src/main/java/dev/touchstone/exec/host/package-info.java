/// Native execution: executable memory, calling machine code from Java, and native executors.
///
/// ```java
/// CodeImage image = CodeImage.of(Machine.X86_64, HexFormat.of().parseHex("b878563412c3"));
/// try (NativeCode code = NativeCode.load(image)) {
///     int result = NativeFunction.of(code, IntSupplier.class).getAsInt(); // 0x12345678
/// }
/// ```
///
/// [NativeCode] is one piece of code in pages of its own, [CodeHeap] holds many that come and go, and [LivePatch]
/// changes an instruction while threads run it.
///
/// Code that is called like this runs in the JVM's own process, and a fault in it ends that process. Code that
/// may fault is run as a snippet, by the executor named `native`, in a process of its own.
@NullMarked
package dev.touchstone.exec.host;

import org.jspecify.annotations.NullMarked;
