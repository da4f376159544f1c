/// The inside of [dev.touchstone.exec.host.LivePatch]: what each machine allows to be changed under other
/// threads.
@NullMarked
package dev.touchstone.exec.host.patch;

import org.jspecify.annotations.NullMarked;
