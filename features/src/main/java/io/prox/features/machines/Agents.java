package io.prox.features.machines;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Tells machines by what they say of themselves, and by where they come from.
///
/// The names are those that the makers of scanners, proxies, crawlers and monitors document or that
/// operators of mail services report of them (SocketLabs, "Identifying Apple MPP opens", 2021;
/// ScientiaMobile, "What is Google Image Proxy", 2018; RFC 9309 on crawlers). A program that says
/// nothing is not told by it: servers tell of people without naming their browsers.
public final class Agents {
    /// The whole of what Apple's proxy says.
    private static final String APPLE = "mozilla/5.0";

    /// A browser of 2015 that Google shows when it fetches pictures ahead of their reader.
    private static final String GOOGLE_AHEAD =
            "chrome/42.0.2311.135 safari/537.36 edge/12.246 mozilla/5.0";

    /// Parts of names, in small letters. The first line that has one counts.
    private static final List<Map.Entry<Machine, List<String>>> NAMES =
            List.of(
                    Map.entry(
                            Machine.PRIVACY_PROXY,
                            List.of(
                                    "googleimageproxy",
                                    "ggpht.com",
                                    "yahoomailproxy",
                                    GOOGLE_AHEAD)),
                    Map.entry(
                            Machine.SCANNER,
                            List.of(
                                    "barracuda",
                                    "proofpoint",
                                    "urldefense",
                                    "mimecast",
                                    "safelinks",
                                    "ciscosecureemail",
                                    "ironport",
                                    "fireeye",
                                    "forcepoint",
                                    "trendmicro",
                                    "symantec",
                                    "zscaler",
                                    "virustotal")),
                    Map.entry(
                            Machine.PREFETCH,
                            List.of(
                                    "slackbot",
                                    "slack-imgproxy",
                                    "facebookexternalhit",
                                    "linkedinbot",
                                    "twitterbot",
                                    "telegrambot",
                                    "discordbot",
                                    "skypeuripreview",
                                    "google-read-aloud",
                                    "bingpreview",
                                    "chrome-lighthouse")),
                    Map.entry(
                            Machine.MONITOR,
                            List.of(
                                    "pingdom",
                                    "uptimerobot",
                                    "statuscake",
                                    "site24x7",
                                    "newrelicpinger",
                                    "datadogsynthetics",
                                    "checkly",
                                    "gtmetrix",
                                    "betteruptime",
                                    "uptime-kuma")),
                    Map.entry(
                            Machine.BOT,
                            List.of(
                                    "crawler",
                                    "spider",
                                    "slurp",
                                    "archiver",
                                    "scrapy",
                                    "headlesschrome",
                                    "phantomjs",
                                    "electronbrowserbot",
                                    "python-requests",
                                    "python-urllib",
                                    "aiohttp/",
                                    "libwww-perl",
                                    "curl/",
                                    "wget/",
                                    "go-http-client",
                                    "apache-httpclient",
                                    "java-http-client",
                                    "java/",
                                    "axios/",
                                    "node-fetch")));

    /// The word alone or at the end of one, as in `AdsBot` and `bingbot`; a maker of phones is
    /// called Cubot.
    private static final Pattern BOT = Pattern.compile("(?<!cu)bot(?![a-z])");

    /// Networks from which mail is scanned and pictures are fetched, as their operators publish
    /// them for lists of senders and proxies: Google's proxies for pictures, Mimecast, Proofpoint
    /// and Barracuda. Those of Microsoft's scanner are shared with everything in its cloud and are
    /// not among them.
    private static final List<Range> NETWORKS =
            List.of(
                    new Range("66.249.80.0/20", Machine.PRIVACY_PROXY),
                    new Range("66.102.0.0/20", Machine.PRIVACY_PROXY),
                    new Range("205.139.110.0/23", Machine.SCANNER),
                    new Range("207.211.30.0/23", Machine.SCANNER),
                    new Range("195.130.217.0/24", Machine.SCANNER),
                    new Range("91.220.42.0/24", Machine.SCANNER),
                    new Range("67.231.144.0/20", Machine.SCANNER),
                    new Range("148.163.128.0/19", Machine.SCANNER),
                    new Range("205.220.160.0/20", Machine.SCANNER),
                    new Range("64.235.144.0/20", Machine.SCANNER),
                    new Range("209.222.80.0/21", Machine.SCANNER));

    private Agents() {}

    /// @param userAgent what the device said of itself, where that is known
    /// @param network that it came from, as `192.0.2.0/24`, where that is known
    /// @return empty for whatever may be a person
    public static Optional<Verdict> of(Optional<String> userAgent, Optional<String> network) {
        return userAgent
                .flatMap(Agents::named)
                .map(machine -> new Verdict(machine, Evidence.NAME))
                .or(
                        () ->
                                network.flatMap(Agents::at)
                                        .map(machine -> new Verdict(machine, Evidence.NETWORK)));
    }

    private static Optional<Machine> named(String userAgent) {
        String name = userAgent.strip().toLowerCase(Locale.ROOT);
        if (name.equals(APPLE)) {
            return Optional.of(Machine.PRIVACY_PROXY);
        }
        return NAMES.stream()
                .filter(line -> line.getValue().stream().anyMatch(name::contains))
                .map(Map.Entry::getKey)
                .findFirst()
                .or(() -> BOT.matcher(name).find() ? Optional.of(Machine.BOT) : Optional.empty());
    }

    private static Optional<Machine> at(String network) {
        return Range.bits(network)
                .flatMap(
                        bits ->
                                NETWORKS.stream()
                                        .filter(range -> range.holds(bits))
                                        .map(range -> range.machine)
                                        .findFirst());
    }

    /// Addresses of IPv4 with the same beginning.
    private static final class Range {
        private static final Pattern FORM =
                Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");
        private static final int BITS = 32;
        private static final int PART = 8;

        private final int first;
        private final int mask;
        private final Machine machine;

        Range(String text, Machine machine) {
            this.first = bits(text).orElseThrow();
            this.mask = -1 << (BITS - Integer.parseInt(text.substring(text.indexOf('/') + 1)));
            this.machine = machine;
        }

        boolean holds(int address) {
            return (address & mask) == first;
        }

        /// The first address of a network; empty where it is none of IPv4.
        static Optional<Integer> bits(String network) {
            var parts = FORM.matcher(network);
            if (!parts.matches()) {
                return Optional.empty();
            }
            int bits = 0;
            for (int part = 1; part <= BITS / PART; part++) {
                bits = bits << PART | Integer.parseInt(parts.group(part));
            }
            return Optional.of(bits);
        }
    }
}
