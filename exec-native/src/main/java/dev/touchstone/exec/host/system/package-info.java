/// Calls of the operating system through FFM, and what a failed one says.
///
/// ```java
/// try (NativeCode code = NativeCode.load(image)) {
///     …
/// } catch (SystemCallException e) {
///     System.err.println(e.getMessage()); // mmap of 0x1000 bytes, protection r-x: Permission denied (errno 13); …
/// }
/// ```
@NullMarked
package dev.touchstone.exec.host.system;

import org.jspecify.annotations.NullMarked;
