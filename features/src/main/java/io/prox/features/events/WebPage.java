package io.prox.features.events;

import io.prox.features.behaviour.Topic;
import io.prox.features.reading.Texts;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A page by its address, without anything that may name a person: no user information, no
/// parameters, no fragment, and no step of the path that is an address of mail, a number of many
/// digits or a token.
///
/// @param host in lower case, without a port; empty where only the path is known
/// @param path with its leading slash; steps that were taken out are [#TAKEN_OUT]
public record WebPage(String host, String path) {
    static final String TAKEN_OUT = "…";

    private static final int LONGEST_PATH = 300;
    private static final int LONGEST_HOST = 253;

    /// So many letters and digits, without a word in them, are a token.
    private static final int LONGEST_WORD = 24;

    private static final Pattern SCHEME = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*:");
    private static final Pattern PORT = Pattern.compile(":[0-9]*$");
    private static final Pattern MAIL = Pattern.compile("@|%40", Pattern.CASE_INSENSITIVE);
    private static final Pattern DIGITS = Pattern.compile("[0-9]{6}");
    private static final Pattern TOKEN =
            Pattern.compile(
                    "(?=.*[0-9])[0-9a-zA-Z_]{%d,}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
                            .formatted(LONGEST_WORD));

    /// @param address absolute, or from the slash of the path on
    /// @return empty where it is no address of a page: `mailto:`, `javascript:`, a blank
    public static Optional<WebPage> of(String address) {
        String text = Texts.clean(address);
        String host = "";
        var scheme = SCHEME.matcher(text);
        if (scheme.find()) {
            String name = scheme.group().toLowerCase(Locale.ROOT);
            if (!name.equals("http:") && !name.equals("https:")) {
                return Optional.empty();
            }
            text = text.substring(scheme.end());
            if (!text.startsWith("//")) {
                return Optional.empty();
            }
        }
        if (text.startsWith("//")) {
            int end = endOfHost(text);
            host = host(text.substring(2, end));
            text = text.substring(end);
            if (host.isEmpty()) {
                return Optional.empty();
            }
        } else if (!text.startsWith("/")) {
            return Optional.empty();
        }
        return Optional.of(new WebPage(host, path(text)));
    }

    private static int endOfHost(String text) {
        int end = 2;
        while (end < text.length() && "/?#\\".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static String host(String authority) {
        String host = authority.substring(authority.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        String bare = PORT.matcher(host).replaceFirst("");
        return bare.length() > LONGEST_HOST ? "" : bare;
    }

    private static String path(String text) {
        String path = text.split("[?#]", 2)[0];
        String clean =
                Arrays.stream(path.split("/", -1))
                        .map(step -> isPersonal(step) ? TAKEN_OUT : step)
                        .collect(Collectors.joining("/"));
        if (clean.isEmpty()) {
            return "/";
        }
        return Texts.cut(clean, LONGEST_PATH);
    }

    private static boolean isPersonal(String step) {
        return MAIL.matcher(step).find()
                || DIGITS.matcher(step).find()
                || TOKEN.matcher(step).matches();
    }

    /// What the page is about.
    public Topic topic() {
        return Topic.ofPath(path.toLowerCase(Locale.ROOT));
    }
}
