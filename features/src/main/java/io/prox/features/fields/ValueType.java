package io.prox.features.fields;

import io.prox.tables.Kind;

/// What the value of a field is, in the words of its reader.
public enum ValueType {
    EMAIL_ADDRESS("e-mail address"),
    PHONE_NUMBER("phone number"),
    PERSON_NAME("name of a person"),
    COMPANY_NAME("name of a company"),
    JOB_TITLE("job title"),
    COUNTRY("country, by name or ISO 3166 code"),
    PLACE("name of a place"),
    POSTCODE("postal code"),
    STREET("street and number"),
    WEB_ADDRESS("web address or domain"),
    /// One of a list that its writers keep.
    WORD("word of a list"),
    COMPANY_SIZE("number of employees, or a range of it"),
    MONEY("amount of money"),
    INSTANT("date, with or without a time"),
    LANGUAGE("language, by name or code"),
    OUTCOME("word of a list, or yes or no"),
    COLLEAGUE("name, address or key of a colleague"),
    KEY("key"),
    YES_OR_NO("yes or no"),
    FREE_TEXT("free text");

    private final String words;

    ValueType(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /// Whether a column of the kind may hold such values. Text, categories and keys may be
    /// anything, and a constant or a repeated column says nothing of its values.
    public boolean canBe(Kind kind) {
        return switch (kind) {
            case EMAIL -> this == EMAIL_ADDRESS || this == COLLEAGUE;
            case PHONE -> this == PHONE_NUMBER;
            case URL -> this == WEB_ADDRESS;
            case DATE -> this == INSTANT;
            case BOOLEAN -> this == OUTCOME || this == YES_OR_NO;
            case NUMBER -> canBeNumber();
            case ORDERED, CATEGORY, MANY_VALUED, TEXT, IDENTIFIER, CONSTANT, DUPLICATE -> true;
        };
    }

    private boolean canBeNumber() {
        return switch (this) {
            case PHONE_NUMBER, POSTCODE, COMPANY_SIZE, MONEY, INSTANT -> true;
            // keys and codes, yes and no as 1 and 0
            case OUTCOME, COLLEAGUE, KEY, YES_OR_NO -> true;
            // codes of a list are few, so they are no quantity
            case WORD -> false;
            case EMAIL_ADDRESS, PERSON_NAME, COMPANY_NAME, JOB_TITLE, COUNTRY, PLACE -> false;
            case STREET, WEB_ADDRESS, LANGUAGE, FREE_TEXT -> false;
        };
    }
}
