/// Tests an assembler under JUnit: each form of the tables is a test of its own, with the command that replays
/// its failure.
///
/// ```java
/// @ConformanceTest(isa = Isa.X86_64, forms = "x86:ADD *")
/// class MyAssemblerTests implements Subject {
///     public String name() { return "mine"; }
///     public Set<Isa> isas() { return Set.of(Isa.X86_64); }
///     public Encoded encode(Isa isa, Instruction instruction, String text) {
///         return new Encoded.Bytes(MyAssembler.assemble(text));
///     }
/// }
/// ```
///
/// It is a test engine of the JUnit Platform, beside Jupiter: build tools and IDEs that know the platform find it
/// by [java.util.ServiceLoader]. Forms run in batches on all processors, whatever is set for Jupiter. A test's
/// tags are its set (`x86-64`) and its CPU features (`AVX2`), each word one tag. What a form comes to:
///
/// - it fails if anything disagrees that the subject's policy does not explain, or, if the test is strict, if no
///   oracle and no executor has a word on it;
/// - it is skipped if the subject does not encode any sample;
/// - else it passes.
///
/// Each engine and oracle is a test too: it is skipped if it could not be had, or fails if the test is strict and
/// something mends that. And where the subject's policy has divergences that must occur, one test of the class fails
/// if one of them does not.
@NullMarked
package dev.touchstone.conformance.junit;

import org.jspecify.annotations.NullMarked;
