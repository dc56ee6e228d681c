package io.prox.console.access;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a browser is, in words by which a person knows their own: "Firefox on Linux". Only from
/// lists of ours, so that nothing that a client says of itself is shown.
final class Client {
    private static final String ANOTHER = "Another program";

    /// In the order in which they are looked for: browsers name those that they descend from.
    private static final Map<String, String> PROGRAMS = new LinkedHashMap<>();

    private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();

    static {
        PROGRAMS.put("Edg/", "Edge");
        PROGRAMS.put("OPR/", "Opera");
        PROGRAMS.put("Vivaldi/", "Vivaldi");
        PROGRAMS.put("SamsungBrowser/", "Samsung Internet");
        PROGRAMS.put("Firefox/", "Firefox");
        PROGRAMS.put("FxiOS/", "Firefox");
        PROGRAMS.put("CriOS/", "Chrome");
        PROGRAMS.put("Chrome/", "Chrome");
        PROGRAMS.put("Safari/", "Safari");
        SYSTEMS.put("iPhone", "iPhone");
        SYSTEMS.put("iPad", "iPad");
        SYSTEMS.put("Android", "Android");
        SYSTEMS.put("Windows", "Windows");
        SYSTEMS.put("Mac OS X", "Mac");
        SYSTEMS.put("CrOS", "ChromeOS");
        SYSTEMS.put("Linux", "Linux");
    }

    private Client() {}

    static String words(@Nullable String userAgent) {
        if (userAgent == null) {
            return ANOTHER;
        }
        String program = first(PROGRAMS, userAgent, ANOTHER);
        String system = first(SYSTEMS, userAgent, "");
        return system.isEmpty() ? program : program + " on " + system;
    }

    private static String first(Map<String, String> words, String text, String otherwise) {
        return words.entrySet().stream()
                .filter(word -> text.contains(word.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(otherwise);
    }
}
