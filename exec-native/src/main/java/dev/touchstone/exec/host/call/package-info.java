/// How a functional interface becomes a C function, and a Java function a C function pointer: what
/// [dev.touchstone.exec.host.FunctionType] is made of.
@NullMarked
package dev.touchstone.exec.host.call;

import org.jspecify.annotations.NullMarked;
