package io.prox.features.behaviour;

import java.util.Optional;

/// What a page is about.
///
/// The numbers are part of the stored form: one that was given stays with its meaning.
public enum Topic {
    OTHER(0, "other page", ""),
    FRONT(1, "front page", ""),
    PRICES(
            2,
            "prices",
            "pricing price prices plans plan preise tarife tarifs precios quote offer angebot"),
    DEMO(
            3,
            "demo or trial",
            "demo trial free-trial book-demo request-demo get-started start signup sign-up register try"),
    CONTACT(
            4,
            "contact",
            "contact contact-us kontakt contacto contatti support-request talk-to-sales sales"),
    PRODUCT(
            5,
            "product",
            "product products produkt produkte features feature solutions solution platform shop store category collections"),
    NEWS(
            6,
            "blog or news",
            "blog news articles article insights press magazine stories post posts"),
    HELP(
            7,
            "help or documentation",
            "help docs documentation support faq kb guide guides learn resources knowledge"),
    ABOUT(
            8,
            "about or careers",
            "about about-us company team jobs careers career karriere investors"),
    SIGN_IN(9, "sign-in", "login signin sign-in account auth dashboard my"),
    EVENT(
            10,
            "event or course",
            "event events webinar webinars course courses training workshop academy"),
    ORDER(11, "basket or order", "cart basket checkout order orders warenkorb payment"),
    CUSTOMERS(
            12,
            "customers or cases",
            "customers case-studies case-study cases references testimonials reviews");

    private static final WordClasses<Topic> BY_STEP =
            WordClasses.of(values(), topic -> topic.steps);

    private final int code;
    private final String words;
    private final String steps;

    /// @param steps of a path that tell the topic
    Topic(int code, String words, String steps) {
        this.code = code;
        this.words = words;
        this.steps = steps;
    }

    /// The topic of the first step of a path that tells one.
    ///
    /// @param path of a web address, in lower case: `/en/pricing.html`
    public static Topic ofPath(String path) {
        boolean isFront = true;
        for (String step : path.split("/", -1)) {
            if (step.isEmpty()) {
                continue;
            }
            isFront = false;
            int dot = step.lastIndexOf('.');
            Optional<Topic> topic = BY_STEP.of(dot > 0 ? step.substring(0, dot) : step);
            if (topic.isPresent()) {
                return topic.get();
            }
        }
        return isFront ? FRONT : OTHER;
    }

    int code() {
        return code;
    }

    /// @param word as [#word] gives it
    /// @return empty for one that a later version made
    public static Optional<Topic> ofWord(String word) {
        return Words.of(Topic.class, word);
    }

    /// As it is published: `prices`.
    public String word() {
        return Words.of(this);
    }

    /// For people: `prices`.
    public String words() {
        return words;
    }
}
