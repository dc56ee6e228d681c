package io.prox.tables.reading;

/// The formats that are read.
enum FileFormat {
    DELIMITED("CSV"),
    SPREADSHEET("Excel workbook"),
    JSON_LINES("JSON lines"),
    JSON_ARRAY("JSON array");

    private final String words;

    FileFormat(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    boolean isText() {
        return this != SPREADSHEET;
    }
}
