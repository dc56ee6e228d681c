package io.prox.features;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Countries as addresses and phone numbers show them.
final class Countries {
    private Countries() {}

    /// Endings that say no country.
    private static final String ANYWHERE = "any country";

    /// Country-code top-level domains of the IANA root zone that people have mail under; first the
    /// ending that says nothing.
    ///
    /// Endings of countries that are mostly sold for their sound (`io`, `ai`, `co`, `me`, `tv`)
    /// count as saying nothing.
    static final List<String> TOP_LEVEL_DOMAINS =
            withAnywhere(
                    """
                    ad ae af ag al am ao ar at au aw az ba bb bd be bf bg bh bi bj bm bn bo br bs bt
                    bw by bz ca cd cg ch ci cl cm cn cr cu cv cw cy cz de dj dk dm do dz ec ee eg er
                    es et eu fi fj fo fr ga gd ge gf gg gh gi gl gm gn gp gq gr gt gu gw gy hk hn hr
                    ht hu id ie il im in iq ir is it je jm jo jp ke kg kh km kr kw ky kz la lb lc li
                    lk lr ls lt lu lv ma mc md mg mk ml mm mn mo mq mr mt mu mv mw mx my mz na nc ne
                    ng ni nl no np nz om pa pe pf pg ph pk pl pr ps pt py qa re ro rs ru rw sa sb sc
                    sd se sg si sk sl sm sn sr ss sv sy sz td tg th tj tl tm tn tr tt tw tz ua ug uk
                    us uy uz va vc ve vn vu ws xk ye yt za zm zw
                    """);

    private static final Map<String, Integer> TOP_LEVEL_CODES = codes(TOP_LEVEL_DOMAINS);

    /// The level of an ending, 0 where it says no country.
    static int topLevelDomain(String ending) {
        return TOP_LEVEL_CODES.getOrDefault(ending, 0);
    }

    private static List<String> withAnywhere(String endings) {
        var levels = new ArrayList<String>();
        levels.add(ANYWHERE);
        levels.addAll(List.of(endings.strip().split("\\s+", -1)));
        return List.copyOf(levels);
    }

    private static Map<String, Integer> codes(List<String> levels) {
        var codes = new HashMap<String, Integer>();
        for (int code = 0; code < levels.size(); code++) {
            codes.put(levels.get(code), code);
        }
        return Map.copyOf(codes);
    }
}
