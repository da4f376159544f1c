/// What is known about where an engine or oracle is not to be believed.
///
/// A policy is a table beside this package's resources, one file for each engine or oracle (`unicorn.policy`,
/// `keystone.policy`), with the columns
///
///     form | versions | action | reason | evidence
///
/// - *form*: a glob on form ids; `*` stands for any text, all else for itself; what shows in some operands only has
///   behind ` @ ` a glob on the text of the case (random programs, whose text is another, take it for all operands);
/// - *versions*: engine versions with or without a trailing `*`, separated by blanks, or `*`;
/// - *action*: `never` (it isn't asked), `alone` (it isn't asked about programs with other instructions),
///   `mask-flags CF ZF`, `mask-registers zmm0 mxcsr` (`written`: the registers that the instruction writes),
///   `mask-bits mxcsr 0x3f` (those bits of a register are not compared), `low-bytes 8 st0 st1` (only so many low
///   bytes of these are compared), `diverges` (a known divergence: it is asked, and its disagreement is explained;
///   an entry that never occurs in a full run is stale, unless it is `diverges rarely`, which samples may miss: then
///   the evidence begins with a statement, with the state that it starts from if that matters, and a colon, as in
///   `push 0xffff: 6a ff` or `bt [rbp], rsi with rbp=0x21000000 rsi=0x100: ...`, and a test runs it);
/// - *reason*, *evidence*: for people; both must be there.
@NullMarked
package dev.touchstone.conformance.policy;

import org.jspecify.annotations.NullMarked;
