package io.prox.learning.report;

import static io.prox.learning.report.Markup.element;

import io.prox.learning.Proof;
import io.prox.learning.report.Markup.Element;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// The proof as one page: no network, no font, no picture from elsewhere. Its content security
/// policy forbids all of that to itself, and allows exactly the one style sheet and the one script
/// by their hashes, so that a name from the file that escaped its escaping would still not run.
///
/// The markup is HTML and well-formed XML alike.
public final class ProofReport {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private static final String STYLE = resource("report.css");
    private static final String SCRIPT = resource("report.js");

    /// What the page allows itself, for the header of a server that hands it out, too.
    public static final String CONTENT_POLICY =
            "default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'"
                    .formatted(hash(STYLE), hash(SCRIPT));

    private ProofReport() {}

    /// The page. Same proof and day, same text.
    ///
    /// @param createdAt the day that the page states
    public static String html(Proof proof, LocalDate createdAt) {
        List<Section> sections = new ArrayList<>(QualitySections.of(proof));
        sections.add(DriverSection.of(proof));
        sections.add(LeakSection.of(proof.leaks()));
        sections.addAll(OriginSections.of(proof));
        Element page =
                element(
                                "html",
                                head(proof),
                                element(
                                        "body",
                                        top(proof, createdAt),
                                        element(
                                                "main",
                                                FirstScreen.of(proof),
                                                contents(sections),
                                                element(
                                                        "div.sections",
                                                        sections.stream()
                                                                .map(Section::show)
                                                                .toList())),
                                        element("script", Markup.verbatim(SCRIPT))))
                        .with("lang", "en");
        return "<!DOCTYPE html>\n" + page.write() + "\n";
    }

    private static Element head(Proof proof) {
        return element(
                "head",
                element("meta").with("charset", "utf-8"),
                element("meta")
                        .with("http-equiv", "Content-Security-Policy")
                        .with("content", CONTENT_POLICY),
                element("meta")
                        .with("name", "viewport")
                        .with("content", "width=device-width, initial-scale=1"),
                element("meta").with("name", "color-scheme").with("content", "light dark"),
                element("meta").with("name", "referrer").with("content", "no-referrer"),
                element(
                        "title",
                        "%s in %s · ProX"
                                .formatted(
                                        proof.verdict().words(),
                                        PlainText.fit(PlainText.name(proof.data().file()), 60))),
                element("style", Markup.verbatim(STYLE)));
    }

    private static Element top(Proof proof, LocalDate createdAt) {
        return element(
                "header.page",
                element("b", "ProX"),
                element(
                        "span",
                        "Does scoring work on ",
                        Markup.name(PlainText.fit(PlainText.name(proof.data().file()), 60)),
                        "?"),
                element("time", DAY.format(createdAt)).with("datetime", createdAt.toString()));
    }

    private static Element contents(List<Section> sections) {
        return element(
                        "nav",
                        element("ul", sections.stream().map(Section::link).toList()),
                        element("button.unfold", "Open all tables")
                                .with("type", "button")
                                .with("hidden", "hidden"))
                .with("aria-label", "Contents");
    }

    /// As a policy names a text that it allows.
    private static String hash(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK, but not of this one", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = ProofReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "report resource is not on the class path: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("report resource cannot be read: " + name, e);
        }
    }
}
