package io.prox.ingestion.books;

import java.util.Locale;

/// How leads come in.
public enum Door {
    /// From a file.
    IMPORT,
    /// From a program.
    API;

    /// As tables and answers write it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
