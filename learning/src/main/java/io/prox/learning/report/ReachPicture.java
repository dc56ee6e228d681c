package io.prox.learning.report;

import static io.prox.learning.report.Markup.element;

import io.prox.learning.Proof.Top;
import io.prox.learning.report.Markup.Element;
import io.prox.learning.report.Plot.Anchor;

/// The headline as a picture that needs no statistics: a bar of all leads with the part to call, a
/// bar of all buyers with the part that this reaches, and the wedge between the two, which gets
/// wider the better the order is.
final class ReachPicture {
    private static final int BAR = 44;
    private static final int FIRST = 26;
    private static final int SECOND = 152;

    /// Per cent of the bar that a figure takes on a phone, with some air and the mark of chance.
    private static final int ROOM = 42;

    private ReachPicture() {}

    static Element of(Measurement measurement, Top top) {
        double called = 100 * top.share();
        double reached = 100 * top.captured().value();
        long leads = Math.round(top.share() * measurement.leads());
        long buyers = Math.round(top.captured().value() * measurement.buyers());
        Element picture =
                Plot.picture(
                        "reach",
                        "reach",
                        "Calling the top %s of leads reaches %s of the buyers"
                                .formatted(
                                        Numbers.share(top.share()),
                                        Numbers.percent(top.captured().value())),
                        ("%s of %s leads hold %s of %s buyers; the same number of random"
                                        + " leads would hold %s of them.")
                                .formatted(
                                        Numbers.count(leads),
                                        Numbers.count(measurement.leads()),
                                        Numbers.count(buyers),
                                        Numbers.count(measurement.buyers()),
                                        Numbers.share(top.share())),
                        label("strong", 0, FIRST - 10, "You call", Anchor.START),
                        label(
                                "quiet",
                                100,
                                FIRST - 10,
                                "all %s leads".formatted(Numbers.count(measurement.leads())),
                                Anchor.END),
                        bar("track", 0, 100, FIRST),
                        bar("fill", 0, called, FIRST),
                        element(
                                        "svg.wedge",
                                        element("path.wedge")
                                                .with(
                                                        "d",
                                                        "M0 0L%s 0L%s 100L0 100Z"
                                                                .formatted(
                                                                        Plot.units(called),
                                                                        Plot.units(reached))))
                                .with("viewBox", "0 0 100 100")
                                .with("preserveAspectRatio", "none")
                                .with("y", Integer.toString(FIRST + BAR))
                                .with("height", Integer.toString(SECOND - FIRST - BAR)),
                        bar("track", 0, 100, SECOND),
                        bar("fill", 0, reached, SECOND),
                        label(
                                        "figure-on-track",
                                        called,
                                        FIRST + 28,
                                        Numbers.share(top.share()),
                                        Anchor.START)
                                .with("dx", "10"),
                        reachedLabel(top),
                        interval("casing", top),
                        interval("interval", top),
                        chance(called, reached),
                        label("strong", 0, SECOND + BAR + 20, "You reach", Anchor.START),
                        label(
                                "quiet",
                                100,
                                SECOND + BAR + 20,
                                "all %s buyers".formatted(Numbers.count(measurement.buyers())),
                                Anchor.END));
        return element(
                "figure.reach",
                picture,
                element(
                        "figcaption",
                        "Line at the end of the lower bar: 95 of 100 repetitions. Dotted: what as"
                                + " many random calls reach."));
    }

    /// Left of the interval where the bar has room there, else right of it, else at the bar's
    /// start.
    private static Element reachedLabel(Top top) {
        String words = Numbers.percent(top.captured().value());
        double low = 100 * top.captured().low();
        double high = 100 * top.captured().high();
        if (low >= ROOM) {
            return label("figure-on-fill", low, SECOND + 28, words, Anchor.END).with("dx", "-10");
        }
        if (high <= 100 - ROOM) {
            return label("figure-on-track", high, SECOND + 28, words, Anchor.START)
                    .with("dx", "10");
        }
        return label("figure-on-fill", 0, SECOND + 28, words, Anchor.START).with("dx", "10");
    }

    /// Drawn twice: a rim in the colour of the page, so that it shows on the bar and beside it.
    private static Element interval(String style, Top top) {
        double low = 100 * top.captured().low();
        double high = 100 * top.captured().high();
        return element(
                "g." + style,
                across(low, high, SECOND + BAR / 2),
                down("end", low, SECOND + BAR / 2 - 6, SECOND + BAR / 2 + 6),
                down("end", high, SECOND + BAR / 2 - 6, SECOND + BAR / 2 + 6));
    }

    private static Element chance(double called, double reached) {
        return down(called < reached ? "chance-on-fill" : "chance", called, SECOND, SECOND + BAR);
    }

    private static Element across(double from, double to, int y) {
        return element("line.span")
                .with("x1", Plot.percent(from))
                .with("x2", Plot.percent(to))
                .with("y1", Integer.toString(y))
                .with("y2", Integer.toString(y));
    }

    private static Element down(String style, double x, int from, int to) {
        return element("line." + style)
                .with("x1", Plot.percent(x))
                .with("x2", Plot.percent(x))
                .with("y1", Integer.toString(from))
                .with("y2", Integer.toString(to));
    }

    private static Element bar(String style, double from, double width, int y) {
        return element("rect." + style)
                .with("x", Plot.percent(from))
                .with("y", Integer.toString(y))
                .with("width", Plot.percent(width))
                .with("height", Integer.toString(BAR));
    }

    private static Element label(String style, double x, int y, String words, Anchor anchor) {
        return Plot.text(style, x, 0, words, anchor).with("y", Integer.toString(y));
    }
}
