/// A report's folder: the document in all its file formats.
@NullMarked
package dev.touchstone.conformance.report.files;

import org.jspecify.annotations.NullMarked;
