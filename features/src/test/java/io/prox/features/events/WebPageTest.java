package io.prox.features.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.features.behaviour.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WebPageTest {
    @ParameterizedTest
    @CsvSource({
        "https://www.Acme.example/Pricing?plan=team#faq, www.acme.example, /Pricing",
        "http://ada:secret@acme.example:8080/, acme.example, /",
        "https://acme.example, acme.example, /",
        "HTTPS://acme.example?email=ada@acme.example, acme.example, /",
        "//acme.example/docs/, acme.example, /docs/",
        "/docs/start.html?x=1, '', /docs/start.html",
        "http://[::1]:8080/a, [::1], /a",
        // what may be somebody
        "https://acme.example/u/ada@acme.example/edit, acme.example, /u/…/edit",
        "https://acme.example/u/ada%40acme.example, acme.example, /u/…",
        "https://acme.example/invoice/20261130-884411, acme.example, /invoice/…",
        "https://acme.example/reset/3f2504e0-4f89-11d3-9a0c-0305e82c3301, acme.example, /reset/…",
        "https://acme.example/t/eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9, acme.example, /t/…",
        // what is nobody
        "https://acme.example/blog/ten-things-we-learned-about-lead-scoring-in-2026, acme.example, /blog/ten-things-we-learned-about-lead-scoring-in-2026",
        "https://acme.example/v2/guides, acme.example, /v2/guides"
    })
    void isWhereItIsAndNothingElse(String address, String host, String path) {
        assertThat(WebPage.of(address)).contains(new WebPage(host, path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "pricing",
                "mailto:ada@acme.example",
                "javascript:alert(1)",
                "data:text/html,x",
                "https:acme",
                "https://",
                "///",
                "about:blank",
                "file:///home/ada/index.html"
            })
    void isNoPageWhereTheAddressIsNone(String address) {
        assertThat(WebPage.of(address)).isEmpty();
    }

    @Test
    void knowsItsTopic() {
        assertThat(WebPage.of("https://acme.example/en/Pricing.html").orElseThrow().topic())
                .isEqualTo(Topic.PRICES);
        assertThat(WebPage.of("https://acme.example/").orElseThrow().topic())
                .isEqualTo(Topic.FRONT);
        assertThat(WebPage.of("https://acme.example/xyz").orElseThrow().topic())
                .isEqualTo(Topic.OTHER);
    }

    @Test
    void isCutBetweenCharacters() {
        WebPage page = WebPage.of("/" + "a".repeat(298) + "😀".repeat(20)).orElseThrow();

        assertThat(page.path()).isEqualTo("/" + "a".repeat(298));
    }

    @Test
    void holdsNothingThatCannotBeSeen() {
        assertThat(WebPage.of("https://acme.example/a\u0000b\u202Ec").orElseThrow().path())
                .isEqualTo("/abc");
    }
}
