package io.prox.tables.kinds;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What a column's name says about its content. `TrafficType`, `traffic_type` and `Traffic Type`
/// read the same: words in lower case, without a plural s.
final class NameWords {
    private static final Set<String> KEY =
            Set.of("id", "uuid", "guid", "key", "identifier", "hash", "pk", "kennung");

    private static final Set<String> NUMBERING =
            Set.of(
                    "number",
                    "no",
                    "nr",
                    "num",
                    "nummer",
                    "numero",
                    "ref",
                    "reference",
                    "index",
                    "row");

    /// Names of codes: places, types and things that a system numbers.
    private static final Set<String> CODE =
            Set.of(
                    "id",
                    "code",
                    "type",
                    "typ",
                    "region",
                    "zip",
                    "zipcode",
                    "postal",
                    "postcode",
                    "plz",
                    "browser",
                    "system",
                    "os",
                    "segment",
                    "cluster",
                    "category",
                    "group",
                    "channel",
                    "source",
                    "status",
                    "zone",
                    "area",
                    "district",
                    "territory",
                    "store",
                    "branch",
                    "department",
                    "dept",
                    "sku",
                    "platform",
                    "device",
                    "gender",
                    "sex",
                    "state",
                    "country",
                    "industry",
                    "sector",
                    "language",
                    "queue",
                    "naic",
                    "sic",
                    "key",
                    "city",
                    "vendor",
                    "supplier",
                    "warehouse",
                    "family");

    private static final Set<String> POSTAL =
            Set.of("zip", "zipcode", "postal", "postcode", "plz", "code", "sku", "naic", "sic");

    private static final Set<String> PERSON =
            Set.of(
                    "user",
                    "customer",
                    "client",
                    "person",
                    "contact",
                    "lead",
                    "member",
                    "subscriber",
                    "visitor",
                    "session",
                    "prospect",
                    "patient",
                    "applicant",
                    "account",
                    "cookie",
                    "profile",
                    "candidate",
                    "enrollee",
                    "household",
                    "borrower");

    private static final Set<String> PERSON_NAME =
            Set.of(
                    "firstname",
                    "lastname",
                    "fullname",
                    "surname",
                    "forename",
                    "middlename",
                    "givenname",
                    "familyname",
                    "nickname",
                    "vorname",
                    "nachname",
                    "prénom",
                    "prenom",
                    "nombre",
                    "apellido",
                    "apellidos",
                    "username");

    private static final Set<String> GIVEN =
            Set.of("first", "last", "full", "middle", "given", "family", "maiden");

    private static final Set<String> COMPANY =
            Set.of(
                    "company",
                    "organisation",
                    "organization",
                    "employer",
                    "firm",
                    "firma",
                    "unternehmen",
                    "empresa");

    private static final Set<String> NAME_PREFIX =
            Set.of(
                    "first",
                    "last",
                    "full",
                    "middle",
                    "given",
                    "family",
                    "sur",
                    "contact",
                    "lead",
                    "customer",
                    "client",
                    "person",
                    "user",
                    "member",
                    "prospect",
                    "account",
                    "company",
                    "organisation",
                    "organization",
                    "business",
                    "patient");

    private static final Set<String> PHONE =
            Set.of(
                    "phone",
                    "telephone",
                    "tel",
                    "mobile",
                    "cell",
                    "cellphone",
                    "fax",
                    "whatsapp",
                    "telefon",
                    "handy",
                    "mobil",
                    "phonenumber",
                    "telefono",
                    "teléfono",
                    "msisdn");

    private static final Set<String> DATE =
            Set.of(
                    "date",
                    "datum",
                    "fecha",
                    "data",
                    "day",
                    "time",
                    "timestamp",
                    "ts",
                    "at",
                    "on",
                    "created",
                    "updated",
                    "modified",
                    "since",
                    "until",
                    "epoch",
                    "dt",
                    "when",
                    "birthday",
                    "dob",
                    "opened",
                    "closed",
                    "expiry",
                    "zeit",
                    "tag");

    private static final Set<String> GRADE =
            Set.of(
                    "grade",
                    "rank",
                    "tier",
                    "rating",
                    "class",
                    "band",
                    "score",
                    "quality",
                    "priority",
                    "level",
                    "bucket",
                    "abc");

    private static final Set<String> STEP =
            Set.of(
                    "tier",
                    "level",
                    "stage",
                    "grade",
                    "rank",
                    "priority",
                    "prio",
                    "class",
                    "phase",
                    "step",
                    "band",
                    "p",
                    "t",
                    "l",
                    "sev",
                    "severity",
                    "stufe",
                    "score",
                    "rating");

    private static final Set<String> PLACE =
            Set.of("country", "region", "continent", "market", "geo", "territory", "land", "area");

    private final List<String> words;

    private NameWords(List<String> words) {
        this.words = words;
    }

    static NameWords of(String name) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        for (int index = 0; index < name.length(); index++) {
            char character = name.charAt(index);
            boolean hump =
                    index > 0
                            && Character.isUpperCase(character)
                            && (Character.isLowerCase(name.charAt(index - 1))
                                    || (Character.isUpperCase(name.charAt(index - 1))
                                            && index + 1 < name.length()
                                            && Character.isLowerCase(name.charAt(index + 1))));
            if (!Character.isLetter(character) || hump) {
                end(word, words);
            }
            if (Character.isLetter(character)) {
                word.append(character);
            }
        }
        end(word, words);
        return new NameWords(List.copyOf(words));
    }

    /// Says that each row or thing has its own: `Prospect ID`, `Lead Number`, `uuid`.
    boolean sayKey() {
        return saysAny(KEY) || (!words.isEmpty() && NUMBERING.contains(words.getLast()));
    }

    /// Says that its values are labels, though they may be digits.
    boolean sayCode() {
        return saysAny(CODE);
    }

    /// Says that it is a postal code or a key, of which there may be many.
    boolean sayPostalOrKey() {
        return saysAny(POSTAL) || saysAny(KEY);
    }

    /// Says that it is the key of a person or a company: `user_id`.
    boolean sayPersonKey() {
        return saysAny(KEY) && saysAny(PERSON);
    }

    /// Says that it holds the first or the last name of a person, however few there are.
    boolean sayGivenName() {
        int name = words.indexOf("name");
        return saysAny(PERSON_NAME) || (name > 0 && GIVEN.contains(words.get(name - 1)));
    }

    /// Says that each value is a company.
    boolean sayCompany() {
        return saysAny(COMPANY);
    }

    /// Says that it holds names of people or companies.
    boolean sayName() {
        int name = words.indexOf("name");
        return (name > 0 && NAME_PREFIX.contains(words.get(name - 1)))
                || (name == 0 && words.size() == 1)
                || words.equals(List.of("contact"))
                || words.equals(List.of("person"));
    }

    boolean sayPhone() {
        return saysAny(PHONE);
    }

    boolean sayDate() {
        return saysAny(DATE);
    }

    boolean sayGrade() {
        return saysAny(GRADE);
    }

    boolean sayStep() {
        return saysAny(STEP);
    }

    boolean sayPlace() {
        return saysAny(PLACE);
    }

    /// Whether a stem such as the `tier` of `Tier 1` is that of a step.
    static boolean isStep(String stem) {
        return STEP.contains(stem);
    }

    private boolean saysAny(Set<String> vocabulary) {
        return !Collections.disjoint(words, vocabulary);
    }

    private static void end(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            String folded = word.toString().toLowerCase(Locale.ROOT);
            boolean plural =
                    folded.length() > 3
                            && folded.endsWith("s")
                            && !folded.endsWith("ss")
                            && !folded.endsWith("us");
            words.add(plural ? folded.substring(0, folded.length() - 1) : folded);
            word.setLength(0);
        }
    }
}
