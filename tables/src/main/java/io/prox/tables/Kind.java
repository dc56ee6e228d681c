package io.prox.tables;

/// What a column holds, decided from its name and all of its values, and overridable by its reader.
public enum Kind {
    /// A quantity: differences between values mean something.
    NUMBER("number"),
    /// Few values in a natural order without equal distances, such as `10-49`, `50-99`, `5000+`.
    ORDERED("ordered"),
    /// Few values without an order.
    CATEGORY("category"),
    /// Values without an order, so many that most occur seldom, such as landing pages.
    MANY_VALUED("many-valued category"),
    /// A day or an instant, with or without a time of day.
    DATE("date"),
    /// Yes or no, in whatever words.
    BOOLEAN("boolean"),
    /// Sentences that a person wrote; may identify someone.
    TEXT("free text"),
    /// E-mail addresses; identify someone.
    EMAIL("e-mail"),
    /// Phone numbers; identify someone.
    PHONE("phone"),
    /// Web addresses; may carry personal parameters.
    URL("URL"),
    /// Names one row, person or company each: keys, numbers given in sequence, names of people.
    IDENTIFIER("identifier"),
    /// One value in every row.
    CONSTANT("constant"),
    /// Says row for row what another column says.
    DUPLICATE("duplicate");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    /// The kind as people write it on the command line, in the report and in JSON.
    public String words() {
        return words;
    }

    /// Whether a cell of this kind is read into one double: a quantity, an instant or the code of a
    /// level.
    public boolean isValue() {
        return switch (this) {
            case NUMBER, ORDERED, CATEGORY, MANY_VALUED, DATE, BOOLEAN -> true;
            case TEXT, EMAIL, PHONE, URL, IDENTIFIER, CONSTANT, DUPLICATE -> false;
        };
    }

    /// Whether the values of this kind are codes of levels.
    public boolean hasLevels() {
        return switch (this) {
            case ORDERED, CATEGORY, MANY_VALUED, BOOLEAN -> true;
            case NUMBER, DATE, TEXT, EMAIL, PHONE, URL, IDENTIFIER, CONSTANT, DUPLICATE -> false;
        };
    }
}
