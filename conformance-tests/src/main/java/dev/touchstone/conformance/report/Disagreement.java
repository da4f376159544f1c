package dev.touchstone.conformance.report;

import java.util.List;

/// A disagreement that nothing explains, with all that is known of it.
///
/// @param number from 1, in the order of the document
/// @param isa the set's label
/// @param form the id
/// @param row where the form's row stands
/// @param syntax of the row, in the manual's notation
/// @param encoding of the row
/// @param text as our formatter writes it; statements of a program are parted by line ends or `;`
/// @param bytes of the assembler under test, as hex; empty if it gave none
/// @param layout the bytes taken apart
/// @param what differs, in words; several lines
/// @param replay the command that runs it again
public record Disagreement(
        int number,
        String isa,
        String form,
        String feature,
        String row,
        String syntax,
        String encoding,
        String text,
        String bytes,
        List<Part> layout,
        String judge,
        String what,
        ReportedEvidence evidence,
        String replay) {
    public Disagreement {
        layout = List.copyOf(layout);
    }

    /// Bytes that the manual draws as one box.
    ///
    /// @param bytes in memory order, as hex
    /// @param fields msb first; empty if it is one number
    public record Part(String name, String bytes, List<Bits> fields) {
        public Part {
            fields = List.copyOf(fields);
        }
    }

    /// Neighbouring bits of a part.
    ///
    /// @param name empty for bits that the encoding fixes
    /// @param low the lowest bit's number in the part, which is read as a little-endian number
    /// @param width in bits
    public record Bits(String name, int low, int width, long value) {}
}
