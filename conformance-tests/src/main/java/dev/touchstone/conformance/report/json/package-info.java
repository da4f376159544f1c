/// The document of a check as a JSON file, with its JSON Schema beside the class
/// [dev.touchstone.conformance.report.json.ReportJson].
@NullMarked
package dev.touchstone.conformance.report.json;

import org.jspecify.annotations.NullMarked;
