package io.prox.features.normal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a person is kept under for search, and what someone who looks for a person means: both by
/// the same recipe, or nobody would be found.
///
/// A phone number is kept by its digits as written and, where the country of its lead is known, by
/// its international digits. Who types a number without its country means that number in any
/// country.
public final class SearchTerms {
    private static final String NAME = "name";
    private static final String EMAIL = "email";
    private static final String PHONE = "phone";

    private SearchTerms() {}

    /// The terms of one person.
    ///
    /// @param names a name, or its parts, and that of the company; blank ones count for nothing
    /// @param home country of the lead, which its numbers are of unless they say otherwise
    public static SortedSet<SearchTerm> ofPerson(
            Collection<String> names,
            Collection<String> emails,
            Collection<String> phones,
            Optional<Country> home) {
        var terms = new TreeSet<SearchTerm>();
        NameTokens.of(names.toArray(String[]::new))
                .forEach(token -> terms.add(new SearchTerm(NAME, token)));
        emails.forEach(text -> email(text).ifPresent(terms::add));
        for (String text : phones) {
            Optional<PhoneNumber> written = PhoneNumber.read(text).found();
            written.map(SearchTerms::phone).ifPresent(terms::add);
            if (written.isEmpty() || !written.get().isInternational()) {
                home.flatMap(country -> PhoneNumber.read(text, country).found())
                        .map(SearchTerms::phone)
                        .ifPresent(terms::add);
            }
        }
        return Collections.unmodifiableSortedSet(terms);
    }

    /// What a text may mean: each set is one way to read it. A person is found who has all terms of
    /// any of the sets.
    ///
    /// @return empty where the text can be none of the things that people are found by
    public static List<SortedSet<SearchTerm>> ofQuery(String text) {
        var readings = new ArrayList<SortedSet<SearchTerm>>();
        if (text.indexOf('@') >= 0) {
            email(text).ifPresent(term -> readings.add(one(term)));
            return List.copyOf(readings);
        }
        phones(text).forEach(term -> readings.add(one(term)));
        var names = new TreeSet<SearchTerm>();
        NameTokens.of(text).forEach(token -> names.add(new SearchTerm(NAME, token)));
        if (!names.isEmpty()) {
            readings.add(Collections.unmodifiableSortedSet(names));
        }
        return List.copyOf(readings);
    }

    private static SortedSet<SearchTerm> phones(String text) {
        var terms = new TreeSet<SearchTerm>();
        Optional<PhoneNumber> written = PhoneNumber.read(text).found();
        written.map(SearchTerms::phone).ifPresent(terms::add);
        if (written.isPresent() && !written.get().isInternational()) {
            for (String code : Set.of(Locale.getISOCountries())) {
                PhoneNumber.read(text, Country.ofCode(code))
                        .found()
                        .map(SearchTerms::phone)
                        .ifPresent(terms::add);
            }
        }
        return terms;
    }

    private static Optional<SearchTerm> email(String text) {
        return EmailAddress.read(text)
                .found()
                .map(address -> new SearchTerm(EMAIL, address.address()));
    }

    private static SearchTerm phone(PhoneNumber number) {
        return new SearchTerm(PHONE, number.digits());
    }

    private static SortedSet<SearchTerm> one(SearchTerm term) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(Set.of(term)));
    }
}
