package io.prox.learning.report;

import static io.prox.learning.report.Markup.element;

import io.prox.learning.report.Markup.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A plot with two axes, drawn so that it takes any width without scaling its words.
///
/// Places are written in per cent of the plot, sizes of text and dots in pixels: on a phone the
/// curve gets narrower, the labels stay as large as they were. Paths know no per cent; they live in
/// an inner picture of 100 by 100 units that is stretched over the plot, with strokes that the
/// style sheet keeps from stretching. Labels of the axes hang outside, over the padding that the
/// style sheet leaves around the plot. Colours come from classes, so that dark mode recolours the
/// plot.
final class Plot {
    /// Which side of its place a label is on.
    enum Anchor {
        START("start"),
        MIDDLE("middle"),
        END("end");

        private final String code;

        Anchor(String code) {
            this.code = code;
        }
    }

    /// A value on the horizontal axis with the interval above it.
    record Stretch(double x, double low, double high) {}

    /// A place by its values.
    record Point(double x, double y) {}

    private final Axis x;
    private final Axis y;
    private final List<Markup> marks = new ArrayList<>();

    Plot(Axis x, Axis y) {
        this.x = x;
        this.y = y;
        for (double tick : y.ticks()) {
            marks.add(line("grid", 0, height(tick), 100, height(tick)));
            marks.add(
                    text("tick", 0, height(tick), y.words(tick), Anchor.END)
                            .with("dx", "-8")
                            .with("dy", "4"));
        }
        for (double tick : x.ticks()) {
            marks.add(
                    text("tick", across(tick), 100, x.words(tick), Anchor.MIDDLE).with("dy", "18"));
        }
        marks.add(line("axis", 0, 100, 100, 100));
    }

    /// An area between the ends of intervals.
    Plot band(String style, List<Stretch> stretches) {
        StringBuilder path = new StringBuilder();
        for (Stretch stretch : stretches) {
            step(path, across(stretch.x()), height(stretch.high()));
        }
        for (Stretch stretch : stretches.reversed()) {
            step(path, across(stretch.x()), height(stretch.low()));
        }
        return path("band", style, path.append('Z').toString());
    }

    Plot curve(String style, List<Point> points) {
        StringBuilder path = new StringBuilder();
        for (Point point : points) {
            step(path, across(point.x()), height(point.y()));
        }
        return path("curve", style, path.toString());
    }

    /// A straight line between two values.
    Plot straight(String style, Point from, Point to) {
        marks.add(line(style, across(from.x()), height(from.y()), across(to.x()), height(to.y())));
        return this;
    }

    Plot whisker(String style, Stretch stretch) {
        double place = across(stretch.x());
        marks.add(line(style, place, height(stretch.low()), place, height(stretch.high())));
        return this;
    }

    Plot dot(String style, Point point, int radius) {
        marks.add(
                element("circle." + style)
                        .with("cx", percent(across(point.x())))
                        .with("cy", percent(height(point.y())))
                        .with("r", Integer.toString(radius)));
        return this;
    }

    /// @param right pixels to the right of the place
    /// @param down pixels below it
    Plot label(String style, Point point, String words, Anchor anchor, int right, int down) {
        marks.add(
                text(style, across(point.x()), height(point.y()), words, anchor)
                        .with("dx", Integer.toString(right))
                        .with("dy", Integer.toString(down)));
        return this;
    }

    /// The plot as a figure: what it shows in words, names of both axes, the picture, and what a
    /// reader must know of it.
    ///
    /// @param id unique on the page
    /// @param title what is drawn
    /// @param description what a person sees who looks at it
    /// @param note what the band is and how many were measured
    Element figure(
            String id,
            String title,
            String description,
            String nameOfX,
            String nameOfY,
            String note) {
        Element picture = picture("canvas", id, title, description, marks.toArray());
        return element(
                "figure.chart",
                element("p.axis-name", nameOfY),
                element("div.plot", picture),
                element("p.axis-name.below", nameOfX),
                element("figcaption", note));
    }

    /// An SVG that a screen reader reads as one picture.
    static Element picture(
            String style, String id, String title, String description, Object... content) {
        return element(
                        "svg." + style,
                        element("title", title).with("id", id + "-title"),
                        element("desc", description).with("id", id + "-words"),
                        List.of(content))
                .with("role", "img")
                .with("aria-labelledby", id + "-title " + id + "-words");
    }

    /// A picture of 100 by 100 units, stretched over all of the picture around it.
    static Element stretched(Object... content) {
        return element("svg.stretched", content)
                .with("viewBox", "0 0 100 100")
                .with("preserveAspectRatio", "none");
    }

    /// Places in per cent of the picture.
    static Element line(String style, double fromX, double fromY, double toX, double toY) {
        return element("line." + style)
                .with("x1", percent(fromX))
                .with("y1", percent(fromY))
                .with("x2", percent(toX))
                .with("y2", percent(toY));
    }

    static Element text(String style, double x, double y, String words, Anchor anchor) {
        return element("text." + style, words)
                .with("x", percent(x))
                .with("y", percent(y))
                .with("text-anchor", anchor.code);
    }

    static String percent(double value) {
        return units(value) + "%";
    }

    static String units(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private Plot path(String kind, String style, String path) {
        marks.add(stretched(element("path." + kind + "." + style).with("d", path)));
        return this;
    }

    private static void step(StringBuilder path, double x, double y) {
        path.append(path.isEmpty() ? 'M' : 'L').append(units(x)).append(' ').append(units(y));
    }

    private double across(double value) {
        return 100 * x.at(value);
    }

    private double height(double value) {
        return 100 - 100 * y.at(value);
    }
}
