package io.prox.tables;

import java.util.Set;

/// The words people write for yes and no. Each is compared as folded by [CellFormat#fold].
///
/// Single letters that mean something else in common columns (`o`, `s`, `x`) are left out.
public final class BooleanWords {
    private static final Set<String> YES =
            Set.of(
                    "yes",
                    "y",
                    "true",
                    "t",
                    "1",
                    "on",
                    "ja",
                    "j",
                    "wahr",
                    "oui",
                    "vrai",
                    "si",
                    "sí",
                    "sì",
                    "verdadero",
                    "vero",
                    "sim",
                    "verdadeiro",
                    "tak",
                    "da",
                    "ano",
                    "kyllä",
                    "igen",
                    "evet",
                    "да",
                    "是");
    private static final Set<String> NO =
            Set.of(
                    "no", "n", "false", "f", "0", "off", "nein", "falsch", "non", "faux", "falso",
                    "não", "nao", "nie", "ne", "nee", "nej", "nei", "ei", "nem", "hayır", "нет",
                    "否");

    private BooleanWords() {}

    public static boolean isYes(String folded) {
        return YES.contains(folded);
    }

    public static boolean isNo(String folded) {
        return NO.contains(folded);
    }

    static Set<String> yes() {
        return YES;
    }

    static Set<String> no() {
        return NO;
    }
}
