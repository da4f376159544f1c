/// Reads table files: comments, columns, families of rows.
///
/// A file is lines of UTF-8 text:
/// - a blank line or one that begins with `#` is passed over; a line that ends in ` \` goes on in the next one;
/// - `@key value` sets a default (`@feature SSE2`) for the rows below it, until the same key is set again or
///   the block ends;
/// - `for a,b in ADD 00, OR 08:` repeats the more deeply indented lines under it, once for each group between
///   commas, with `{a}` and `{b}` replaced; a value `-` is the empty text and `_` a blank; values with blanks
/// or commas stand in double quotes;   `{a+3}` adds a hexadecimal number and keeps the digits' count; families
/// nest;
/// - any other line is a row of columns between ` | `.
@NullMarked
package dev.touchstone.isa.table;

import org.jspecify.annotations.NullMarked;
