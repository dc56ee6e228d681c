package io.prox.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The file that a command reads.
final class InputFile {
    private static final List<String> ENDINGS =
            List.of(".gz", ".csv", ".tsv", ".txt", ".xlsx", ".jsonl", ".ndjson", ".json");

    private InputFile() {}

    /// @throws UserMistake if there is no such file, with the nearest offered, or it cannot be read
    static void check(Path file) {
        if (Files.isDirectory(file)) {
            throw new UserMistake("%s is a folder; name a file in it".formatted(file));
        }
        if (!Files.exists(file)) {
            throw new UserMistake("there is no file %s%s".formatted(file, similar(file)));
        }
        if (!Files.isReadable(file)) {
            throw new UserMistake(
                    "%s may not be read: permission denied; ask its owner, or copy it"
                            .formatted(file));
        }
    }

    static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /// The name without endings, for outputs: `leads` of `data/leads.csv.gz`.
    static String stem(Path file) {
        String stem = name(file);
        for (boolean cut = true; cut; ) {
            cut = false;
            for (String ending : ENDINGS) {
                if (stem.length() > ending.length()
                        && stem.regionMatches(
                                true,
                                stem.length() - ending.length(),
                                ending,
                                0,
                                ending.length())) {
                    stem = stem.substring(0, stem.length() - ending.length());
                    cut = true;
                }
            }
        }
        return stem;
    }

    private static String similar(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return folder == null ? "" : ": there is no folder %s".formatted(folder);
        }
        try (Stream<Path> siblings = Files.list(folder)) {
            List<String> nearest =
                    NearestNames.of(name(file), siblings.map(InputFile::name).sorted().toList());
            return nearest.isEmpty()
                    ? " in " + folder
                    : ". Did you mean '%s'?".formatted(String.join("' or '", nearest));
        } catch (IOException unreadable) {
            return "";
        }
    }
}
