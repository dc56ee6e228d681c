package io.prox.tables.reading;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where the bytes of a file are: on a disk, or wherever else somebody keeps them. They may be read
/// any number of times, and stay the same.
public interface TableSource {
    /// The name of the file, without its folder, as messages say it.
    String name();

    /// How many bytes it has.
    long size();

    /// The bytes, from the first on. Whoever opens them closes them.
    InputStream open() throws IOException;

    /// Where the bytes lie as a file of their own, in which one may jump.
    default Optional<Path> file() {
        return Optional.empty();
    }

    /// A file on a disk.
    static TableSource of(Path file) throws IOException {
        long size = Files.size(file);
        return new TableSource() {
            @Override
            public String name() {
                return String.valueOf(file.getFileName());
            }

            @Override
            public long size() {
                return size;
            }

            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }

            @Override
            public Optional<Path> file() {
                return Optional.of(file);
            }
        };
    }
}
