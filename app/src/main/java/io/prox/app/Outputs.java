package io.prox.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The files that a command writes: all of them, whole, or none.
///
/// Each is written beside its place under a name that ends in `.part` and moved there at the end.
/// To open the files before the work starts shows at once what could not be written after it. When
/// the command fails, or the process is asked to stop, the parts are deleted.
final class Outputs implements AutoCloseable {
    private static final String PART = ".part";

    /// @param option that names the file
    /// @param place where it is to be
    /// @param part where it is written
    private record Output(String option, Path place, Path part) {}

    private final List<Path> inputs;
    private final List<Output> open = new ArrayList<>();
    private final Set<Path> places = new HashSet<>();
    private final Thread onExit = new Thread(this::delete, "delete-parts");

    /// @param inputs the files that are read, which no output may replace
    Outputs(Path... inputs) {
        this.inputs = List.of(inputs);
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    /// Opens an output.
    ///
    /// @return where to write it
    /// @throws UserMistake if it cannot be written there
    synchronized Path open(String option, Path file) {
        Path place = checked(option, file);
        if (!places.add(place)) {
            throw new UserMistake(
                    "%s: another output is to be written to %s too; give each its own file"
                            .formatted(option, file));
        }
        if (Files.exists(place) && !Files.isRegularFile(place)) {
            return place; // a device or a pipe, which nothing can be moved to
        }
        Path part = place.resolveSibling(place.getFileName() + "." + process() + PART);
        try {
            Files.deleteIfExists(part);
            Files.createFile(part);
        } catch (IOException refused) {
            throw new UserMistake(
                    "%s: cannot write to the folder %s (%s); choose another place with %s FILE"
                            .formatted(option, part.getParent(), reason(refused), option),
                    refused);
        }
        open.add(new Output(option, place, part));
        return part;
    }

    /// Moves all outputs to their places.
    synchronized void finish() {
        for (Output output : List.copyOf(open)) {
            try {
                move(output.part(), output.place());
            } catch (IOException refused) {
                throw new UserMistake(
                        "%s: cannot move the finished file to %s (%s)"
                                .formatted(output.option(), output.place(), reason(refused)),
                        refused);
            }
            open.remove(output);
        }
    }

    /// Deletes what was not finished.
    @Override
    public void close() {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException alreadyStopping) {
            // the hook is running, or about to
        }
    }

    private synchronized void delete() {
        for (Output output : open) {
            try {
                Files.deleteIfExists(output.part());
            } catch (IOException leftBehind) {
                throw new UncheckedIOException(leftBehind);
            }
        }
        open.clear();
    }

    private Path checked(String option, Path file) {
        if (Files.isDirectory(file)) {
            throw new UserMistake("%s: %s is a folder; name a file in it".formatted(option, file));
        }
        try {
            for (Path input : inputs) {
                if (Files.exists(file) && Files.isSameFile(file, input)) {
                    throw new UserMistake(
                            "%s: %s is a file that is read; choose another name"
                                    .formatted(option, file));
                }
            }
            // a link stays a link: what it points to is replaced
            Path place = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath().normalize();
            Path folder = place.getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                throw new UserMistake(
                        "%s: there is no folder %s; make it first".formatted(option, folder));
            }
            if (Files.exists(place, LinkOption.NOFOLLOW_LINKS) && !Files.isWritable(place)) {
                throw new UserMistake(
                        "%s: %s is write-protected; choose another name".formatted(option, file));
            }
            return place;
        } catch (IOException unreadable) {
            throw new UserMistake(
                    "%s: cannot write to %s (%s)".formatted(option, file, reason(unreadable)),
                    unreadable);
        }
    }

    private static void move(Path part, Path place) throws IOException {
        try {
            Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException notHere) {
            Files.move(part, place, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String reason(IOException exception) {
        return Failure.reason(exception);
    }

    private static long process() {
        return ProcessHandle.current().pid();
    }
}
