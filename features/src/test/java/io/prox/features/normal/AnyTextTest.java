package io.prox.features.normal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Fields come from the public: whatever they hold is read or refused, and reading what was read
/// changes nothing.
class AnyTextTest {
    private static final String[] PARTS = {
        "@",
        ".",
        "..",
        "-",
        "+",
        "(0)",
        "0",
        "00",
        "49",
        "1",
        "9",
        " ",
        "a",
        "ß",
        "İ",
        "ü",
        "xn--",
        "。",
        "．",
        "<",
        ">",
        "\"",
        "mailto:",
        "de",
        "com",
        "\u0000",
        "\uD800",
        "\uDC00",
        "\uD83D\uDE00",
        "\u0301",
        "\u200D",
        "\u202E",
        "٣",
        "GmbH",
        "&",
        "S.",
        "A.",
        "ext",
        "x",
        ";",
        "/",
        "ſ",
        "ﬁ",
        "Å",
        "一",
        "😀"
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isReadOrRefused(long seed) {
        var random = new SplittableRandom(seed);
        for (int round = 0; round < 20_000; round++) {
            String text = text(random);

            EmailAddress.read(text)
                    .found()
                    .ifPresent(
                            address -> {
                                assertThat(EmailAddress.read(address.address()).found())
                                        .as(text)
                                        .contains(address);
                                CompanyDomain.of(address);
                            });
            PhoneNumber.read(text)
                    .found()
                    .ifPresent(
                            number -> {
                                assertThat(PhoneNumber.read(number.digits()).found())
                                        .as(text)
                                        .contains(number);
                                number.country();
                            });
            PhoneNumber.read(text, Country.ofCode("DE"));
            Country.of(text);
            CompanyName.of(text)
                    .ifPresent(
                            name ->
                                    assertThat(CompanyName.of(name.display()).orElseThrow().key())
                                            .as(text)
                                            .isEqualTo(name.key()));
            for (String token : NameTokens.of(text)) {
                assertThat(NameTokens.of(token)).as(text).containsExactly(token);
            }
        }
    }

    private static String text(SplittableRandom random) {
        var text = new StringBuilder();
        int parts = random.nextInt(1, 12);
        for (int part = 0; part < parts; part++) {
            text.append(PARTS[random.nextInt(PARTS.length)]);
        }
        return text.toString();
    }
}
