package io.prox.features;

import io.prox.features.Derivation.Feature;
import io.prox.features.fields.StandardField;
import io.prox.tables.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What becomes of one cell that may identify a person: whether it is given, and what its
/// [Derivation] says. Tables and single leads both go through here, so that they cannot differ.
final class CellDerivation {
    static final String GIVEN = "given";
    static final String IS_GIVEN = "is given";
    static final String IS_NOT_GIVEN = "is not given";

    private static final Feature WHETHER_GIVEN =
            Feature.yesOrNo(GIVEN, "whether there is a value", IS_NOT_GIVEN, IS_GIVEN);

    private static final CellDerivation EMAIL = new CellDerivation(new EmailDerivation());
    private static final CellDerivation PHONE = new CellDerivation(new PhoneDerivation());
    private static final CellDerivation URL = new CellDerivation(new UrlDerivation());
    private static final CellDerivation TEXT = new CellDerivation(new TextDerivation());
    private static final CellDerivation JOB_TITLE =
            new CellDerivation(new RememberingDerivation(new JobTitleDerivation()));
    private static final CellDerivation COMPANY_SIZE =
            new CellDerivation(new RememberingDerivation(new CompanySizeDerivation()));
    private static final CellDerivation NOTHING_MORE = new CellDerivation(new NoDerivation());

    private final Derivation derivation;
    private final List<Feature> features;

    private CellDerivation(Derivation derivation) {
        this.derivation = derivation;
        this.features =
                Stream.concat(Stream.of(WHETHER_GIVEN), derivation.features().stream()).toList();
    }

    /// None for kinds whose values pass as they are or leave nothing.
    static Optional<CellDerivation> of(Kind kind) {
        return switch (kind) {
            case EMAIL -> Optional.of(EMAIL);
            case PHONE -> Optional.of(PHONE);
            case URL -> Optional.of(URL);
            case TEXT -> Optional.of(TEXT);
            case NUMBER, ORDERED, CATEGORY, MANY_VALUED, DATE, BOOLEAN -> Optional.empty();
            case IDENTIFIER, CONSTANT, DUPLICATE -> Optional.empty();
        };
    }

    /// None for fields whose values pass as they are or leave nothing.
    static Optional<CellDerivation> of(StandardField field) {
        return switch (field) {
            case EMAIL -> Optional.of(EMAIL);
            case PHONE, MOBILE -> Optional.of(PHONE);
            case WEBSITE -> Optional.of(URL);
            case NOTE -> Optional.of(TEXT);
            case JOB_TITLE -> Optional.of(JOB_TITLE);
            case COMPANY_SIZE -> Optional.of(COMPANY_SIZE);
            case FIRST_NAME, LAST_NAME, FULL_NAME, COMPANY, STREET, POSTCODE ->
                    Optional.of(NOTHING_MORE);
            case COUNTRY, REGION, CITY, INDUSTRY, ANNUAL_REVENUE -> Optional.empty();
            case SOURCE, CAMPAIGN, LANGUAGE, CREATED_AT -> Optional.empty();
            case OUTCOME, OUTCOME_AT, VALUE -> Optional.empty();
            case OWNER, EXTERNAL_ID, CONSENT, LAWFUL_BASIS -> Optional.empty();
        };
    }

    /// What comes out, in this order; first whether there is a value.
    List<Feature> features() {
        return features;
    }

    /// The features of one cell, in their order: a quantity or the place of a level, NaN where the
    /// cell does not say.
    ///
    /// @param cell as it stands in the file; not looked at unless given
    double[] derive(boolean given, String cell) {
        var values = new double[features.size() - 1];
        Arrays.fill(values, Double.NaN);
        if (given) {
            derivation.derive(cell, values);
        }
        var all = new double[features.size()];
        all[0] = Derivation.yesOrNo(given);
        System.arraycopy(values, 0, all, 1, values.length);
        return all;
    }
}
