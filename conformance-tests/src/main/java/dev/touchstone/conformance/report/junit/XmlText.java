package dev.touchstone.conformance.report.junit;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Writes XML whose text may hold any characters: those that XML 1.0 has no way to write stand as `\u0001`.
final class XmlText {
    private final XMLStreamWriter xml;

    XmlText(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /// Begins an element.
    void open(String element) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement(element);
    }

    void close() throws XMLStreamException {
        xml.writeEndElement();
    }

    void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, legal(value));
    }

    void text(String text) throws XMLStreamException {
        xml.writeCharacters(legal(text));
    }

    private static String legal(String text) {
        if (text.codePoints().allMatch(XmlText::isLegal)) {
            return text;
        }
        StringBuilder legal = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isLegal(c)) {
                legal.appendCodePoint(c);
            } else {
                legal.append("\\u%04x".formatted(c));
            }
        });
        return legal.toString();
    }

    /// Char of XML 1.0.
    private static boolean isLegal(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0x20 && c <= 0xD7FF
                || c >= 0xE000 && c <= 0xFFFD
                || c >= 0x10000;
    }
}
