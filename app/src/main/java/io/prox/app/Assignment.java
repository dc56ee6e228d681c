package io.prox.app;

import java.util.List;

/// `COLUMN=VALUE` of an option.
///
/// @param column a column of the file
/// @param value what stands behind the last equals sign
record Assignment(String column, String value) {

    /// @throws UserMistake if there is no equals sign, or no such column
    static Assignment of(String option, String pair, List<String> columns) {
        int equals = pair.lastIndexOf('=');
        if (equals < 1) {
            throw new UserMistake(
                    "%s: '%s' is not of the form COLUMN=VALUE".formatted(option, pair));
        }
        String column = pair.substring(0, equals).strip();
        return new Assignment(
                NameList.column(option, column, columns), pair.substring(equals + 1).strip());
    }
}
