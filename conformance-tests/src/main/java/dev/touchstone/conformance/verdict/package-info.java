/// What the comparison of two results comes to. A skip is never an agreement.
@NullMarked
package dev.touchstone.conformance.verdict;

import org.jspecify.annotations.NullMarked;
