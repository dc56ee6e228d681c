package io.prox.features.machines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Mozilla/5.0 | PRIVACY_PROXY
                    Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy) | PRIVACY_PROXY
                    YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html | PRIVACY_PROXY
                    BarracudaCentral (Barracuda Link Protection) | SCANNER
                    Mozilla/5.0 (compatible; Proofpoint URL Defense) | SCANNER
                    Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots) | PREFETCH
                    Pingdom.com_bot_version_1.4_(http://www.pingdom.com/) | MONITOR
                    Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) | BOT
                    Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/149.0.0.0 Safari/537.36 | BOT
                    curl/8.9.1 | BOT
                    """)
    void tellsMachinesByTheirNames(String userAgent, Machine machine) {
        assertThat(Agents.of(Optional.of(userAgent), Optional.empty()))
                .contains(new Verdict(machine, Evidence.NAME));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Safari/537.36",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
                "Mozilla/5.0 (Linux; Android 9; CUBOT_X19) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36",
                "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17928; Pro)",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Thunderbird/140.0",
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Robotics Lab Browser/3.1"
            })
    void takesBrowsersAndMailProgramsForPeoples(String userAgent) {
        assertThat(Agents.of(Optional.of(userAgent), Optional.of("203.0.113.0/24"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "66.249.83.0/24, PRIVACY_PROXY",
        "205.139.111.0/24, SCANNER",
        "67.231.159.0/24, SCANNER",
        "209.222.82.0/24, SCANNER"
    })
    void tellsMachinesByTheirNetworksWhateverTheyCallThemselves(String network, Machine machine) {
        assertThat(
                        Agents.of(
                                Optional.of("Mozilla/5.0 (Windows NT 10.0) Chrome/149.0.0.0"),
                                Optional.of(network)))
                .contains(new Verdict(machine, Evidence.NETWORK));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"66.249.96.0/24", "67.231.160.0/24", "2001:db8:1:0:0:0:0:0/48", "", "x"})
    void doesNotTellByOtherNetworks(String network) {
        assertThat(Agents.of(Optional.empty(), Optional.of(network))).isEmpty();
    }
}
