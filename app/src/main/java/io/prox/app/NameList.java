package io.prox.app;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Lists of names as options give them: `--exclude Tags,City --exclude "Company, legal name"`.
///
/// A comma parts names, unless it stands in double quotes (`'"Company, legal name",City'`) or the
/// whole value is itself a name. A doubled quote inside quotes is a quote.
final class NameList {
    private NameList() {}

    /// The names of a list that need not exist anywhere.
    static List<String> split(Collection<String> values) {
        var names = new ArrayList<String>();
        values.forEach(value -> names.addAll(split(value)));
        return List.copyOf(names);
    }

    /// The names of a list, each of them a column.
    ///
    /// @throws UserMistake if one is no column, with the nearest offered
    static List<String> columns(String option, Collection<String> values, List<String> columns) {
        var names = new ArrayList<String>();
        for (String value : values) {
            if (columns.contains(value)) {
                names.add(value);
                continue;
            }
            for (String name : split(value)) {
                names.add(column(option, name, columns));
            }
        }
        return List.copyOf(names);
    }

    /// The name, if it is a column.
    ///
    /// @throws UserMistake if not, with the nearest offered
    static String column(String option, String name, List<String> columns) {
        if (columns.contains(name)) {
            return name;
        }
        throw new UserMistake(
                "%s: the file has no column '%s'.%s"
                        .formatted(option, name, NearestNames.question(name, columns)));
    }

    private static List<String> split(String value) {
        var names = new ArrayList<String>();
        var name = new StringBuilder();
        boolean quoted = false;
        for (int index = 0; index < value.length(); index++) {
            char character = value.charAt(index);
            boolean doubled =
                    quoted && index + 1 < value.length() && value.charAt(index + 1) == '"';
            if (character == '"' && doubled) {
                name.append('"');
                index++;
            } else if (character == '"' && (quoted || name.toString().isBlank())) {
                quoted = !quoted;
            } else if (character == ',' && !quoted) {
                add(name, names);
            } else {
                name.append(character);
            }
        }
        add(name, names);
        return names;
    }

    private static void add(StringBuilder name, List<String> names) {
        String stripped = name.toString().strip();
        if (!stripped.isEmpty()) {
            names.add(stripped);
        }
        name.setLength(0);
    }
}
