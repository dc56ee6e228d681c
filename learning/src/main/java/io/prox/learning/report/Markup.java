package io.prox.learning.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A piece of a page, HTML or SVG, built as a tree and written as markup that is both HTML and
/// well-formed XML. Whatever comes in as a string leaves as text: there is no way to write a tag
/// except [#element], which is why no escaping is left to the pages.
sealed interface Markup {
    /// Elements that have no content in HTML; all others are closed by a tag of their own.
    Set<String> VOID = Set.of("meta", "link", "br", "hr", "img", "input", "col");

    /// An element such as `p`, or `p.lead.wide` with classes.
    ///
    /// @param content strings become text; markup, optional markup and lists of either as they are
    static Element element(String nameAndClasses, Object... content) {
        String[] parts = nameAndClasses.split("\\.");
        List<Markup> children = new ArrayList<>();
        for (Object part : content) {
            collect(part, children);
        }
        Element element = new Element(parts[0], Map.of(), children);
        return parts.length == 1
                ? element
                : element.with("class", String.join(" ", List.of(parts).subList(1, parts.length)));
    }

    /// A name, level or value from the file: on one line, never empty, its direction kept to
    /// itself.
    static Element name(String text) {
        return element("bdi", PlainText.name(text));
    }

    /// A sentence that may quote names from the file. A number stays with its per cent sign.
    static Text sentence(String text) {
        return new Text(PlainText.sentence(text));
    }

    /// A number to read, with the number to copy.
    static Element number(String shown, double value) {
        return element("data", shown).with("value", Numbers.raw(value));
    }

    /// How many, to read and to copy.
    static Element count(long count) {
        return element("data", Numbers.count(count)).with("value", Long.toString(count));
    }

    /// The content of a style or script element, whose text HTML does not unescape.
    ///
    /// @throws IllegalArgumentException where the text would have to be escaped in XML
    static Markup verbatim(String text) {
        return new Verbatim(text);
    }

    private static void collect(Object part, List<Markup> into) {
        switch (part) {
            case Markup markup -> into.add(markup);
            case String text -> into.add(new Text(text));
            case Optional<?> optional -> optional.ifPresent(some -> collect(some, into));
            case List<?> list -> list.forEach(item -> collect(item, into));
            default ->
                    throw new IllegalArgumentException(
                            "content is no markup: " + part.getClass().getName());
        }
    }

    void writeTo(StringBuilder out);

    default String write() {
        StringBuilder out = new StringBuilder();
        writeTo(out);
        return out.toString();
    }

    /// @param attributes in the order in which they are written
    record Element(String name, Map<String, String> attributes, List<Markup> content)
            implements Markup {
        public Element {
            attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
            content = List.copyOf(content);
        }

        /// This element with one more attribute.
        Element with(String attribute, String value) {
            Map<String, String> more = new LinkedHashMap<>(attributes);
            more.put(attribute, value);
            return new Element(name, more, content);
        }

        @Override
        public void writeTo(StringBuilder out) {
            out.append('<').append(name);
            attributes.forEach(
                    (attribute, value) -> {
                        out.append(' ').append(attribute).append("=\"");
                        escape(value, out);
                        out.append('"');
                    });
            if (VOID.contains(name)) {
                out.append("/>");
            } else {
                out.append('>');
                content.forEach(child -> child.writeTo(out));
                out.append("</").append(name).append('>');
            }
        }
    }

    record Text(String text) implements Markup {
        @Override
        public void writeTo(StringBuilder out) {
            escape(text, out);
        }
    }

    record Verbatim(String text) implements Markup {
        public Verbatim {
            if (text.indexOf('<') >= 0 || text.indexOf('&') >= 0 || text.contains("]]>")) {
                throw new IllegalArgumentException("verbatim text would need escaping: " + text);
            }
        }

        @Override
        public void writeTo(StringBuilder out) {
            out.append(text);
        }
    }

    private static void escape(String text, StringBuilder out) {
        text.codePoints()
                .forEach(
                        character -> {
                            switch (character) {
                                case '<' -> out.append("&lt;");
                                case '>' -> out.append("&gt;");
                                case '&' -> out.append("&amp;");
                                case '"' -> out.append("&quot;");
                                default -> {
                                    if (PlainText.isHarmless(character)) {
                                        out.appendCodePoint(character);
                                    } else {
                                        out.append('\uFFFD');
                                    }
                                }
                            }
                        });
    }
}
