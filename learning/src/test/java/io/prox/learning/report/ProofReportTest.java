package io.prox.learning.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.learning.Estimate;
import io.prox.learning.Proof;
import io.prox.learning.Proof.Metrics;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class ProofReportTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);
    private static final IdentityHashMap<Proof, Document> PAGES = new IdentityHashMap<>();

    @ParameterizedTest
    @MethodSource("samples")
    void isWellFormedWithUniqueIdsThatAllLinksFind(Proof proof) {
        Set<String> ids = new HashSet<>();
        List<String> wanted = new ArrayList<>();

        for (Element element : elements(page(proof))) {
            if (element.hasAttribute("id")) {
                assertThat(ids.add(element.getAttribute("id")))
                        .as("id %s", element.getAttribute("id"))
                        .isTrue();
            }
            if (element.hasAttribute("href")) {
                assertThat(element.getAttribute("href")).startsWith("#");
                wanted.add(element.getAttribute("href").substring(1));
            }
            if (element.hasAttribute("data-table")) {
                wanted.add(element.getAttribute("data-table"));
            }
            if (element.hasAttribute("aria-labelledby")) {
                wanted.addAll(List.of(element.getAttribute("aria-labelledby").split(" ")));
            }
        }

        assertThat(ids).containsAll(wanted);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void fetchesNothingAndRunsNothingButItself(Proof proof) {
        Document page = page(proof);

        for (Element element : elements(page)) {
            assertThat(element.getTagName())
                    .isNotIn(
                            "img", "link", "iframe", "object", "embed", "form", "image", "use",
                            "a:href");
            NamedNodeMap attributes = element.getAttributes();
            for (int i = 0; i < attributes.getLength(); i++) {
                String name = attributes.item(i).getNodeName();
                assertThat(name).isNotIn("src", "srcset", "style", "xlink:href");
                assertThat(name).doesNotStartWith("on");
                assertThat(attributes.item(i).getNodeValue())
                        .doesNotStartWith("//")
                        .doesNotStartWithIgnoringCase("javascript:");
            }
        }
        assertThat(page.getElementsByTagName("script").getLength()).isOne();
        assertThat(page.getElementsByTagName("style").getLength()).isOne();
        assertThat(only(page, "style")).doesNotContain("url(", "@import", "http", "//");
        assertThat(only(page, "script")).doesNotContain("http", "fetch", "import(");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void allowsItsOwnStyleAndScriptByHashAndNothingElse(Proof proof) {
        Document page = page(proof);

        String policy =
                elements(page).stream()
                        .filter(
                                element ->
                                        element.getAttribute("http-equiv")
                                                .equals("Content-Security-Policy"))
                        .findFirst()
                        .orElseThrow()
                        .getAttribute("content");

        assertThat(policy)
                .isEqualTo(
                        "default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none';"
                                + " form-action 'none'",
                        hash(only(page, "style")), hash(only(page, "script")));
    }

    @Test
    void saysTheVerdictTheHeadlineAndTheCautionsBeforeAnythingElse() {
        Proof proof = SampleProofs.STRONG_WITH_LEAKS_AND_DRIFT;

        String text = text(proof);

        assertThat(text)
                .contains("Strong signal", "25 November 2026", "bank-additional-full.csv.gz");
        assertThat(text.indexOf("Strong signal"))
                .isLessThan(text.indexOf(spaced(proof.headline())));
        for (String caution : proof.cautions()) {
            assertThat(text.indexOf(spaced(caution))).isBetween(0, text.indexOf("Whom you reach"));
        }
    }

    @Test
    void speaksOfTheLeadingMeasurementOnTheFirstScreen() {
        Proof proof = SampleProofs.STRONG_WITH_LEAKS_AND_DRIFT;
        Proof.TimeSplit later = proof.timeSplit().orElseThrow();

        String text = text(proof);
        String first = text.substring(0, text.indexOf("Whom you reach"));

        assertThat(first)
                .contains("all %s leads".formatted(Numbers.count(later.tested())))
                .contains(
                        Numbers.percentRange(later.metrics().top().getLast().captured())
                                .replace(" to ", " and "));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void carriesEveryFigureOfTheProof(Proof proof) {
        Document page = page(proof);
        Set<String> figures = new HashSet<>();
        for (Element element : elements(page)) {
            if (element.getTagName().equals("data")) {
                figures.add(element.getAttribute("value"));
            }
        }
        List<Double> expected = new ArrayList<>();
        addMetrics(proof.metrics(), expected);
        proof.comparison().forEach(contender -> addMetrics(contender.metrics(), expected));
        proof.gains().forEach(point -> addEstimate(point.captured(), expected));
        proof.calibration()
                .forEach(
                        bin -> {
                            expected.add((double) bin.leads());
                            expected.add(bin.predicted());
                            addEstimate(bin.observed(), expected);
                        });
        proof.timeSplit()
                .ifPresent(
                        split -> {
                            addMetrics(split.metrics(), expected);
                            split.comparison()
                                    .forEach(other -> addMetrics(other.metrics(), expected));
                            split.gains().forEach(point -> addEstimate(point.captured(), expected));
                            split.calibration()
                                    .forEach(bin -> addEstimate(bin.observed(), expected));
                        });
        if (proof.learningCurve().size() >= 2) {
            proof.learningCurve()
                    .forEach(
                            point -> {
                                expected.add((double) point.leads());
                                addEstimate(point.rocAuc(), expected);
                                expected.add(point.logLoss());
                            });
        }
        proof.drivers()
                .forEach(
                        driver -> {
                            expected.add(driver.importance());
                            expected.add(driver.share());
                            driver.effect()
                                    .forEach(
                                            point -> {
                                                expected.add((double) point.leads());
                                                expected.add(point.contribution());
                                                expected.add(point.low());
                                                expected.add(point.high());
                                                expected.add(point.convertedRate());
                                            });
                        });
        proof.leaks()
                .forEach(
                        leak -> {
                            expected.add(leak.with());
                            expected.add(leak.without());
                        });
        proof.columns().forEach(column -> expected.add(column.missing()));
        expected.add((double) proof.data().used());
        expected.add((double) proof.data().converted());
        expected.add((double) proof.model().trainedOn());

        assertThat(figures).containsAll(expected.stream().map(ProofReportTest::raw).toList());
        assertThat(text(proof))
                .contains(
                        Numbers.count(proof.data().rows()),
                        Numbers.count(proof.data().open()),
                        Long.toString(proof.model().seed()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void quotesEverySentenceAndNameOfTheProof(Proof proof) {
        String text = text(proof);

        proof.cautions().forEach(caution -> assertThat(text).contains(spaced(caution)));
        proof.notes().forEach(note -> assertThat(text).contains(spaced(note)));
        proof.method().forEach(sentence -> assertThat(text).contains(spaced(sentence)));
        proof.columns()
                .forEach(
                        column -> {
                            assertThat(text).contains(PlainText.name(column.name()));
                            assertThat(text).contains(spaced(column.reason()));
                        });
        proof.drivers().forEach(driver -> assertThat(text).contains(spaced(driver.summary())));
        proof.leaks()
                .forEach(
                        leak ->
                                leak.evidence()
                                        .forEach(
                                                evidence ->
                                                        assertThat(text)
                                                                .contains(spaced(evidence))));
    }

    @Test
    void showsHostileNamesAsText() {
        String html = ProofReport.html(SampleProofs.HOSTILE, DAY);

        assertThat(html)
                .contains("&lt;script&gt;alert('x')&lt;/script&gt;")
                .doesNotContain("<script>alert", "<img", "\u202E", "\u001B", "\u0000");
        assertThat(text(SampleProofs.HOSTILE))
                .contains("evil שם החברה المبيعات")
                .contains("👩‍👩‍👧‍👦🔥 リード獲得元 ✔️")
                .contains("(empty)");
    }

    @Test
    void keepsTheDirectionOfANameToItself() {
        Document page = page(SampleProofs.HOSTILE);

        NodeList isolated = page.getElementsByTagName("bdi");

        List<String> names = new ArrayList<>();
        for (int i = 0; i < isolated.getLength(); i++) {
            names.add(isolated.item(i).getTextContent());
        }
        assertThat(names).contains("evil שם החברה المبيعات");
    }

    @Test
    void saysWhatToDoNextWhereThereIsNoSignal() {
        assertThat(text(SampleProofs.NONE))
                .contains("No usable signal", "These columns do not say who will convert")
                .contains("What to do next", "Behaviour usually says more than a profile.")
                .contains("Columns that know the outcome", "close_value");
        assertThat(text(SampleProofs.USEFUL)).doesNotContain("What to do next");
    }

    @Test
    void claimsNoCautionsOnlyWhereNothingWasFound() {
        assertThat(text(SampleProofs.BARE)).contains("No column was found that knows the outcome.");
        assertThat(text(SampleProofs.USEFUL)).doesNotContain("No cautions");
    }

    @Test
    void givesEveryPictureATitle() {
        for (Proof proof : samples()) {
            for (Element element : elements(page(proof))) {
                if (element.getTagName().equals("svg")
                        && element.getAttribute("role").equals("img")) {
                    assertThat(element.getElementsByTagName("title").getLength()).isOne();
                    assertThat(element.getElementsByTagName("title").item(0).getTextContent())
                            .isNotBlank();
                }
            }
        }
    }

    @Test
    void drawsOnlyNumbers() {
        for (Proof proof : samples()) {
            assertThat(ProofReport.html(proof, DAY)).doesNotContain("NaN", "Infinity");
        }
    }

    @Test
    void writesTheSamePageForTheSameProof() {
        assertThat(ProofReport.html(SampleProofs.USEFUL, DAY))
                .isEqualTo(ProofReport.html(SampleProofs.USEFUL, DAY));
    }

    @Test
    void drawsTheEffectOfAtMostTwelveColumnsAndTabulatesAll() {
        Document page = page(SampleProofs.WIDE);

        long cards =
                elements(page).stream()
                        .filter(element -> element.getAttribute("class").equals("effect"))
                        .count();

        assertThat(cards).isEqualTo(12);
        assertThat(text(SampleProofs.WIDE)).contains("and 52 more", "67 of 200 columns are used.");
    }

    static List<Proof> samples() {
        return SampleProofs.all();
    }

    private static void addMetrics(Metrics metrics, List<Double> figures) {
        addEstimate(metrics.rocAuc(), figures);
        addEstimate(metrics.prAuc(), figures);
        addEstimate(metrics.logLoss(), figures);
        addEstimate(metrics.brier(), figures);
        addEstimate(metrics.calibrationError(), figures);
        metrics.top()
                .forEach(
                        top -> {
                            addEstimate(top.lift(), figures);
                            addEstimate(top.captured(), figures);
                        });
    }

    private static void addEstimate(Estimate estimate, List<Double> figures) {
        figures.add(estimate.value());
        figures.add(estimate.low());
        figures.add(estimate.high());
    }

    /// Counts are written whole, measured figures to six digits.
    private static String raw(double figure) {
        return figure == Math.rint(figure) ? Long.toString((long) figure) : Numbers.raw(figure);
    }

    /// A sentence as the page writes it: per cent signs do not leave their number.
    private static String spaced(String sentence) {
        return PlainText.of(sentence).replaceAll("(\\d) %", "$1\u00A0%");
    }

    private static String text(Proof proof) {
        return page(proof).getDocumentElement().getTextContent();
    }

    /// Parsed once for each sample; the tests only read.
    private static Document page(Proof proof) {
        return PAGES.computeIfAbsent(proof, ProofReportTest::parsed);
    }

    private static Document parsed(Proof proof) {
        String html = ProofReport.html(proof, DAY);
        try {
            DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(html)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("page is not well-formed", e);
        }
    }

    private static List<Element> elements(Document page) {
        List<Element> elements = new ArrayList<>();
        collect(page.getDocumentElement(), elements);
        return elements;
    }

    private static void collect(Element element, List<Element> into) {
        into.add(element);
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                collect(inner, into);
            }
        }
    }

    private static String only(Document page, String tag) {
        return page.getElementsByTagName(tag).item(0).getTextContent();
    }

    private static String hash(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
