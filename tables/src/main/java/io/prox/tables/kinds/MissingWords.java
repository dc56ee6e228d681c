package io.prox.tables.kinds;

import java.util.HashSet;
import java.util.Set;

/// Words that stand for a value that is not there.
///
/// [#ALWAYS] holds those that are never a value. [#PERHAPS] holds those that may be an answer of
/// their own (`none`, `unknown`). They count as missing only where a value of the column's kind
/// cannot be made of them: among numbers, dates, yes and no, steps of an order, addresses, keys and
/// free text. In a category they stay a level, which loses nothing, while calling them missing
/// would lose the difference between "unknown" and empty.
public final class MissingWords {
    public static final Set<String> ALWAYS =
            Set.of(
                    "null",
                    "(null)",
                    "<null>",
                    "[null]",
                    "nil",
                    "nan",
                    "<na>",
                    "na",
                    "n/a",
                    "n.a.",
                    "n.a",
                    "#n/a",
                    "#na",
                    "#n/v",
                    "#nv",
                    "#value!",
                    "#ref!",
                    "#div/0!",
                    "#name?",
                    "#null!",
                    "#num!",
                    "\\n",
                    "?",
                    "??",
                    "???",
                    "-",
                    "--",
                    "---",
                    "–",
                    "—",
                    ".",
                    "..",
                    "...",
                    "select",
                    "select...",
                    "-select-",
                    "--select--",
                    "- select -",
                    "-- select --",
                    "select one",
                    "please select",
                    "please choose",
                    "choose one",
                    "bitte wählen",
                    "bitte auswählen",
                    "(blank)",
                    "(blanks)",
                    "blank",
                    "(empty)",
                    "empty",
                    "(leer)",
                    "missing",
                    "(missing)",
                    "undefined",
                    "not available",
                    "not applicable",
                    "<none>",
                    "(none)",
                    "--none--",
                    "-none-",
                    "- none -",
                    "-- none --",
                    "(not set)",
                    "not set");

    public static final Set<String> PERHAPS =
            Set.of(
                    "none",
                    "unknown",
                    "unk",
                    "(unknown)",
                    "unspecified",
                    "not specified",
                    "not provided",
                    "not given",
                    "not known",
                    "not stated",
                    "not disclosed",
                    "no answer",
                    "no data",
                    "no value",
                    "no information",
                    "no info",
                    "prefer not to say",
                    "don't know",
                    "dont know",
                    "tbd",
                    "tba",
                    "pending",
                    "unbekannt",
                    "keine",
                    "keine angabe",
                    "k.a.",
                    "k. a.",
                    "inconnu",
                    "aucun",
                    "non renseigné",
                    "desconocido",
                    "ninguno",
                    "sin datos",
                    "sconosciuto",
                    "nessuno",
                    "desconhecido",
                    "nenhum",
                    "0000-00-00",
                    "0000-00-00 00:00:00",
                    "00/00/0000",
                    "00.00.0000");

    /// Not a word for missing where it is the lowest step of a scale.
    static final String NONE = "none";

    private static final Set<String> BOTH = union();

    private MissingWords() {}

    static Set<String> both() {
        return BOTH;
    }

    static boolean isAlways(String folded) {
        return folded.isEmpty() || ALWAYS.contains(folded);
    }

    static boolean isPerhaps(String folded) {
        return PERHAPS.contains(folded);
    }

    /// `NA` is North America beside `EMEA` and Namibia beside `DE`: no word for missing where every
    /// other value is a short code in capitals of a place.
    static Set<String> alwaysExcept(boolean keepNa) {
        if (!keepNa) {
            return ALWAYS;
        }
        var words = new HashSet<>(ALWAYS);
        words.remove("na");
        return Set.copyOf(words);
    }

    private static Set<String> union() {
        var words = new HashSet<>(ALWAYS);
        words.addAll(PERHAPS);
        return Set.copyOf(words);
    }
}
