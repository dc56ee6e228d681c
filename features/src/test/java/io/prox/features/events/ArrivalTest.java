package io.prox.features.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.features.behaviour.Touch;
import io.prox.features.events.Arrival.Campaign;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ArrivalTest {
    private static final String PAGE = "https://www.acme.example/pricing";

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // parameters, page before, way
                "'', '', DIRECT",
                "'', https://www.google.de/, ORGANIC_SEARCH",
                "'', https://duckduckgo.com/?q=lead+scoring, ORGANIC_SEARCH",
                "'', https://www.linkedin.com/feed, SOCIAL",
                "'', https://chatgpt.com/, MESSAGE",
                "'', https://www.g2.com/products/acme, REFERRAL",
                "'', https://partner.example/, REFERRAL",
                "'', https://www.acme.example/, -",
                "'', https://shop.acme.example/, -",
                "?gclid=abc, https://www.google.com/, PAID_SEARCH",
                "?msclkid=abc, '', PAID_SEARCH",
                "?fbclid=abc&gclid=abc, '', PAID_SEARCH",
                "?fbclid=abc, https://l.facebook.com/, SOCIAL",
                "?li_fat_id=abc, '', PAID_SOCIAL",
                "?utm_medium=cpc&utm_source=google, https://www.google.com/, PAID_SEARCH",
                "?utm_medium=Paid%20Social, '', PAID_SOCIAL",
                "?utm_medium=email&gclid=abc, '', MAIL",
                "?utm_source=linkedin, '', SOCIAL",
                "?utm_source=newsletter&utm_medium=email, https://www.acme.example/, MAIL",
                "?utm_campaign=spring, '', OTHER",
                "?utm_medium=hologram, '', OTHER",
                "?UTM_MEDIUM=cpc, '', PAID_SEARCH",
                "?utm_medium=, '', DIRECT",
                "?utm_medium=%zz, '', OTHER",
                "#utm_medium=cpc, '', DIRECT"
            })
    void isTheWayThatTheAddressOrThePageBeforeTells(String parameters, String before, Touch touch) {
        assertThat(Arrival.of(PAGE + parameters, Campaign.NONE, before).touch().orElse(null))
                .isEqualTo(touch);
    }

    @Test
    void saysNothingWhereThereIsNoPage() {
        assertThat(Arrival.of("", Campaign.NONE, "").touch()).isEmpty();
    }

    @Test
    void believesTheSenderBeforeTheAddress() {
        Campaign told = Campaign.of(Map.of("name", "Spring", "medium", "email"));

        Arrival arrival = Arrival.of(PAGE + "?utm_medium=cpc&utm_campaign=Old", told, "");

        assertThat(arrival.campaign().name()).contains("Spring");
        assertThat(arrival.touch()).contains(Touch.MAIL);
    }

    @Test
    void keepsNothingThatIsAPersons() {
        Arrival arrival =
                Arrival.of(
                        PAGE
                                + "?utm_source=list&utm_content=ada%40acme.example&utm_term=lead+scoring&gclid=Cj0KCQ&email=ada@acme.example",
                        Campaign.NONE,
                        "https://ada:secret@mail.example/inbox?to=ada@acme.example");

        assertThat(arrival.campaign().content()).isEmpty();
        assertThat(arrival.campaign().term()).contains("lead scoring");
        assertThat(arrival.clickOf()).contains("gclid");
        assertThat(arrival.referrer()).contains("mail.example");
        assertThat(arrival.toString()).doesNotContain("ada", "secret", "Cj0KCQ");
    }
}
