package io.prox.console.work.list;

import io.prox.console.work.Grades.Grade;
import io.prox.console.work.Status;
import io.prox.console.work.list.WorkQuery.Position;
import io.prox.contracts.LeadId;
import io.prox.features.normal.Country;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.problems.FieldError;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/// Reads what a request asks of the list: a closed grammar, of which all mistakes are told at once.
///
/// Where values are words of ours, several stand in one parameter, parted by commas; names of the
/// customer's own, which may hold commas, stand in a parameter each.
public final class Parameters {
    /// The parameter of what somebody typed to find a lead.
    static final String WORDS = "q";

    /// Parameters that choose leads, in the order in which they are told.
    private static final List<String> FILTERS =
            List.of(
                    WORDS,
                    "grade",
                    "status",
                    "owner",
                    "source",
                    "company",
                    "country",
                    "outcome",
                    "created",
                    "qualified",
                    "closed",
                    "waiting",
                    "risen");

    private static final List<String> PAGE = List.of("sort", "limit", "after");
    private static final Set<String> OUTCOMES = Set.of("open", "won", "lost");
    private static final Pattern AGE = Pattern.compile("([1-9][0-9]{0,3})([hdw])");
    private static final Pattern POINTS = Pattern.compile("[1-9][0-9]?|100");
    private static final Pattern USER = Pattern.compile("user_[0-9a-z]{1,40}");
    private static final int MOST_OF_A_PAGE = 200;
    private static final int USUAL_PAGE = 50;
    private static final int MOST_VALUES = 50;
    private static final int LONGEST = 200;

    private final MultiValueMap<String, String> given;
    private final Caller caller;
    private final List<FieldError> errors = new ArrayList<>();

    private Parameters(MultiValueMap<String, String> given, Caller caller) {
        this.given = given;
        this.caller = caller;
    }

    /// @param given parameters of a request
    public static WorkQuery query(MultiValueMap<String, String> given, Caller caller) {
        var parameters = new Parameters(given, caller);
        parameters.refuseUnknown(Stream.concat(FILTERS.stream(), PAGE.stream()).toList());
        WorkFilter filter = parameters.filter();
        Sort sort = parameters.sort();
        Optional<Position> after = parameters.after(sort);
        int limit = parameters.limit();
        parameters.complain();
        return new WorkQuery(filter, sort, after, limit);
    }

    /// As [#query], for what has an order but no pages.
    public static WorkQuery whole(MultiValueMap<String, String> given, Caller caller) {
        var parameters = new Parameters(given, caller);
        parameters.refuseUnknown(Stream.concat(FILTERS.stream(), Stream.of("sort")).toList());
        WorkFilter filter = parameters.filter();
        Sort sort = parameters.sort();
        parameters.complain();
        return new WorkQuery(filter, sort, Optional.empty(), 0);
    }

    /// What a link within the console, such as `/work?grade=A`, asks of the list that it opens.
    public static WorkFilter ofLink(String link, Caller caller) {
        return whole(UriComponentsBuilder.fromUriString(link).build().getQueryParams(), caller)
                .filter();
    }

    private WorkFilter filter() {
        return new WorkFilter(
                words(
                        "grade",
                        Parameters::grade,
                        () -> EnumSet.noneOf(Grade.class),
                        "A, B, C, D or none"),
                words(
                        "status",
                        Status::of,
                        () -> EnumSet.noneOf(Status.class),
                        String.join(
                                ", ", Arrays.stream(Status.values()).map(Status::word).toList())),
                words("owner", this::owner, LinkedHashSet::new, "me, none or the id of a user"),
                names("source", name -> name),
                names("company", name -> name.toLowerCase(Locale.ROOT)),
                names("country", name -> Country.of(name).map(Country::name).orElse(name)),
                words(
                        "outcome",
                        word -> Optional.of(word).filter(OUTCOMES::contains),
                        LinkedHashSet::new,
                        "open, won or lost"),
                age("created"),
                age("qualified"),
                age("closed"),
                age("waiting"),
                risen(),
                one(WORDS).orElse("").strip(),
                caller.may(Permission.PERSONAL_READ));
    }

    private static Optional<Grade> grade(String word) {
        return Arrays.stream(Grade.values())
                .filter(
                        grade ->
                                grade == Grade.NONE
                                        ? word.equals("none")
                                        : grade.name().equals(word))
                .findFirst();
    }

    private Optional<String> owner(String word) {
        return switch (word) {
            case "none" -> Optional.of(WorkFilter.NOBODY);
            case "me" -> caller.isUser() ? Optional.of(caller.id()) : Optional.empty();
            default -> Optional.of(word).filter(id -> USER.matcher(id).matches());
        };
    }

    private <T, S extends Set<T>> Set<T> words(
            String parameter,
            Function<String, Optional<T>> reading,
            Supplier<S> empty,
            String known) {
        S values = empty.get();
        for (String text : given.getOrDefault(parameter, List.of())) {
            for (String word : text.split(",", -1)) {
                if (word.isBlank()) {
                    continue;
                }
                reading.apply(word.strip())
                        .ifPresentOrElse(
                                values::add,
                                () -> wrong(parameter, "has a value that is none of " + known));
            }
        }
        bound(parameter, values.size());
        return values;
    }

    private Set<String> names(String parameter, Function<String, String> spelling) {
        var values = new LinkedHashSet<String>();
        for (String text : given.getOrDefault(parameter, List.of())) {
            if (text.length() > LONGEST) {
                wrong(parameter, "is longer than %d characters".formatted(LONGEST));
            } else if (!text.isBlank()) {
                values.add(spelling.apply(text.strip().replace("\0", "")));
            }
        }
        bound(parameter, values.size());
        return values;
    }

    private void bound(String parameter, int values) {
        if (values > MOST_VALUES) {
            wrong(parameter, "has more than %d values".formatted(MOST_VALUES));
        }
    }

    private Optional<Duration> age(String parameter) {
        Optional<String> text = one(parameter);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher age = AGE.matcher(text.get());
        if (!age.matches()) {
            wrong(parameter, "is no age; write 24h, 7d or 4w");
            return Optional.empty();
        }
        int number = Integer.parseInt(age.group(1));
        return Optional.of(
                switch (age.group(2)) {
                    case "h" -> Duration.ofHours(number);
                    case "d" -> Duration.ofDays(number);
                    default -> Duration.ofDays(7L * number);
                });
    }

    private OptionalInt risen() {
        Optional<String> text = one("risen");
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (POINTS.matcher(text.get()).matches()) {
            return OptionalInt.of(Integer.parseInt(text.get()));
        }
        wrong("risen", "is not from 1 to 100");
        return OptionalInt.empty();
    }

    private Sort sort() {
        Optional<String> word = one("sort");
        Optional<Sort> sort = word.isEmpty() ? Optional.of(Sort.USUAL) : Sort.of(word.get());
        if (sort.isEmpty()) {
            wrong("sort", "is none of " + String.join(", ", Sort.words().toList()));
        }
        return sort.orElse(Sort.USUAL);
    }

    private int limit() {
        Optional<String> text = one("limit");
        if (text.isEmpty()) {
            return USUAL_PAGE;
        }
        if (text.get().matches("[0-9]{1,3}")) {
            int limit = Integer.parseInt(text.get());
            if (limit >= 1 && limit <= MOST_OF_A_PAGE) {
                return limit;
            }
        }
        wrong("limit", "is not from 1 to " + MOST_OF_A_PAGE);
        return USUAL_PAGE;
    }

    private Optional<Position> after(Sort sort) {
        Optional<String> cursor = one("after");
        if (cursor.isEmpty()) {
            return Optional.empty();
        }
        try {
            String[] parts =
                    new String(Base64.getUrlDecoder().decode(cursor.get()), StandardCharsets.UTF_8)
                            .split(" ", -1);
            if (parts.length == 3 && parts[0].equals(sort.word())) {
                var position = new Position(parts[1], new LeadId(parts[2]).value());
                sort.by().value(position.key());
                return Optional.of(position);
            }
        } catch (IllegalArgumentException | DateTimeException foreign) {
            // told below
        }
        wrong("after", "is not what a page with the same sort gave as next");
        return Optional.empty();
    }

    /// The text by which the next page is asked for.
    static String cursor(Sort sort, Position last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        "%s %s %s"
                                .formatted(sort.word(), last.key(), last.lead())
                                .getBytes(StandardCharsets.UTF_8));
    }

    private Optional<String> one(String parameter) {
        List<String> values = given.getOrDefault(parameter, List.of());
        if (values.size() > 1) {
            wrong(parameter, "is given more than once");
        }
        Optional<String> text = values.stream().findFirst().filter(value -> !value.isBlank());
        if (text.isPresent() && text.get().length() > LONGEST) {
            wrong(parameter, "is longer than %d characters".formatted(LONGEST));
            return Optional.empty();
        }
        return text.map(value -> value.replace("\0", ""));
    }

    private void refuseUnknown(List<String> known) {
        for (String parameter : given.keySet()) {
            if (!known.contains(parameter)) {
                errors.add(
                        new FieldError(
                                "?" + shown(parameter),
                                "is not known here; known are " + String.join(", ", known)));
            }
        }
    }

    private static String shown(String parameter) {
        String printable = parameter.replaceAll("[^\\w.-]", "_");
        return printable.length() <= 40 ? printable : printable.substring(0, 40);
    }

    private void wrong(String parameter, String detail) {
        errors.add(new FieldError("?" + parameter, detail));
    }

    private void complain() {
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "The list cannot be asked for like this.",
                    errors.stream().distinct().toList());
        }
    }
}
