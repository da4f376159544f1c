/// The document of a check as JUnit XML, in the dialect of Surefire that CI systems read: a suite a set, a test
/// case a form.
@NullMarked
package dev.touchstone.conformance.report.junit;

import org.jspecify.annotations.NullMarked;
