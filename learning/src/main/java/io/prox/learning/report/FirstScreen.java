package io.prox.learning.report;

import static io.prox.learning.report.Markup.element;
import static io.prox.learning.report.Markup.sentence;

import io.prox.learning.Proof;
import io.prox.learning.Proof.Top;
import io.prox.learning.Verdict;
import io.prox.learning.report.Markup.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What a person sees before scrolling, in words that need no statistics: the verdict, the headline
/// and its picture, how sure it is, and what speaks against it.
final class FirstScreen {
    private FirstScreen() {}

    static Element of(Proof proof) {
        Measurement leading = Measurement.leading(proof);
        Optional<Top> top = leading.top(0.2);
        return element(
                Words.advice(proof.verdict()).isEmpty() ? "section.first" : "section.first.long",
                element(
                        "div.answer",
                        element(
                                "h1.verdict",
                                signal(proof.verdict()),
                                element("span", proof.verdict().words())),
                        element("p.headline", sentence(proof.headline())),
                        element("p", Words.meaning(proof.verdict())),
                        element("h2", "How sure we are"),
                        Words.certainty(leading, top).stream()
                                .map(words -> element("p", words))
                                .toList()),
                top.filter(_ -> leading.buyers() > 0).map(best -> ReachPicture.of(leading, best)),
                advice(proof.verdict()),
                cautions(proof),
                figures(proof, leading));
    }

    /// The verdict as the bars that a telephone shows for its reception.
    private static Element signal(Verdict verdict) {
        int bars =
                switch (verdict) {
                    case NONE -> 0;
                    case WEAK -> 1;
                    case USEFUL -> 2;
                    case STRONG -> 3;
                };
        return element(
                        "svg.signal",
                        IntStream.range(0, 3)
                                .mapToObj(
                                        bar ->
                                                element("rect." + (bar < bars ? "on" : "off"))
                                                        .with("x", Integer.toString(bar * 10))
                                                        .with("y", Integer.toString(16 - bar * 8))
                                                        .with("width", "7")
                                                        .with(
                                                                "height",
                                                                Integer.toString(8 + bar * 8))
                                                        .with("rx", "1.5"))
                                .toList())
                .with("viewBox", "0 0 27 24")
                .with("aria-hidden", "true");
    }

    private static Optional<Element> advice(Verdict verdict) {
        List<String> advice = Words.advice(verdict);
        if (advice.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                element(
                        "div.note.advice",
                        element("h2", "What to do next"),
                        element(
                                "ul",
                                advice.stream().map(words -> element("li", words)).toList())));
    }

    private static Element cautions(Proof proof) {
        if (proof.cautions().isEmpty()) {
            return proof.leaks().isEmpty() && !hasDrift(proof)
                    ? element(
                            "div.note.calm",
                            element("h2", "No cautions"),
                            element("p", Words.noCautions(proof)))
                    : element(
                            "div.note.caution",
                            element(
                                    "h2",
                                    proof.verdict() == Verdict.NONE
                                            ? "What to know"
                                            : "Before you rely on it"),
                            element("p", Words.leftOut(proof.leaks())),
                            links(proof));
        }
        return element(
                "div.note.caution",
                element(
                        "h2",
                        proof.verdict() == Verdict.NONE ? "What to know" : "Before you rely on it"),
                element(
                        "ul",
                        proof.cautions().stream()
                                .map(caution -> element("li", sentence(caution)))
                                .toList()),
                links(proof));
    }

    /// From a caution to its evidence.
    private static Optional<Element> links(Proof proof) {
        List<Markup> links = new ArrayList<>();
        if (!proof.leaks().isEmpty()) {
            links.add(element("a", "Columns that know the outcome").with("href", "#leaks"));
        }
        if (hasDrift(proof)) {
            links.add(element("a", "What changed over time").with("href", "#time"));
        }
        return links.isEmpty() ? Optional.empty() : Optional.of(element("p.links", links));
    }

    private static boolean hasDrift(Proof proof) {
        return proof.timeSplit().map(Proof.TimeSplit::drift).orElse(false);
    }

    private static Element figures(Proof proof, Measurement leading) {
        List<Element> figures = new ArrayList<>();
        leading.top(0.1)
                .ifPresent(
                        top ->
                                figures.add(
                                        figure(
                                                Numbers.factor(top.lift().value()),
                                                "as many buyers in the top 10"
                                                        + Numbers.NO_BREAK
                                                        + "% as in random calls")));
        figures.add(
                figure(
                        Numbers.outOf(leading.metrics().rocAuc().value()),
                        "pairs of a buyer and another lead are in the right order; 50 is chance"));
        figures.add(
                figure(
                        Numbers.decimal(100 * leading.metrics().calibrationError().value(), 1)
                                + " points",
                        "is how far a stated probability is off, on average"));
        figures.add(
                figure(
                        Numbers.count(proof.data().used()),
                        "leads were learnt from; %s of them bought"
                                .formatted(Numbers.count(proof.data().converted()))));
        return element("ul.figures", figures);
    }

    private static Element figure(String number, String words) {
        return element("li", element("b", number), element("span", words));
    }
}
