package io.prox.ingestion.leads;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.SettingsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Leads that were deleted, in a file that is kept apart from the database: a backup of that one
/// does not know who was deleted later.
///
/// A line for each, `WORKSPACE LEAD INSTANT`, in the order in which they went; a lead may be there
/// twice. It names nobody. Processes of one installation may share it.
public final class DeletionsFile {
    private static final String LINE_END = "\n";
    private static final int FIELDS = 3;

    /// Absent where nothing is to be remembered.
    private final Optional<Path> kept;

    private DeletionsFile(Optional<Path> kept) {
        this.kept = kept;
    }

    DeletionsFile(Path file) {
        this(Optional.of(file));
    }

    /// Remembers nothing.
    static DeletionsFile none() {
        return new DeletionsFile(Optional.empty());
    }

    boolean isKept() {
        return kept.isPresent();
    }

    /// @throws SettingsException if a file is not one of deletions
    public static void check(Path file) {
        new DeletionsFile(file).read();
    }

    /// All of them; none where there is no file yet.
    ///
    /// @throws SettingsException if it cannot be read
    List<Deletion> read() {
        return kept.map(DeletionsFile::read).orElse(List.of());
    }

    private static List<Deletion> read(Path file) {
        List<Deletion> deletions = new ArrayList<>();
        try {
            String text = Files.readString(file);
            // A process that died may have left the last line in the midst.
            int whole = text.lastIndexOf(LINE_END) + 1;
            text.substring(0, whole).lines().map(line -> parse(file, line)).forEach(deletions::add);
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException unreadable) {
            throw new SettingsException(
                    "Cannot read the deletions %s (%s). Without them persons may come back whom somebody deleted: put the file back, or give ProX the right to read it."
                            .formatted(file, unreadable),
                    unreadable);
        }
        return deletions;
    }

    private static Deletion parse(Path file, String line) {
        String[] fields = line.split(" ", -1);
        try {
            if (fields.length == FIELDS) {
                return new Deletion(
                        new WorkspaceId(fields[0]),
                        new LeadId(fields[1]),
                        Instant.parse(fields[2]));
            }
        } catch (IllegalArgumentException | DateTimeException foreign) {
            // told below
        }
        throw new SettingsException(
                "The file %s is none of deletions, or damaged: it holds a line of %d characters that is no deletion. Put back a copy, or take that line out."
                        .formatted(file, line.length()),
                null);
    }

    /// Adds some; they are on the disk when it returns.
    synchronized void append(Collection<Deletion> deletions) throws IOException {
        if (kept.isEmpty() || deletions.isEmpty()) {
            return;
        }
        String lines =
                deletions.stream()
                        .map(
                                gone ->
                                        "%s %s %s\n"
                                                .formatted(
                                                        gone.workspace().value(),
                                                        gone.lead().value(),
                                                        gone.at()))
                        .collect(Collectors.joining());
        try (FileChannel channel =
                FileChannel.open(
                        kept.get(),
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            channel.lock();
            channel.position(endOfLines(channel));
            ByteBuffer rest = ByteBuffer.wrap(lines.getBytes(UTF_8));
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.truncate(channel.position());
            channel.force(true);
        }
    }

    /// Where the last whole line ends.
    private static long endOfLines(FileChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        long end = channel.size();
        while (end > 0) {
            one.clear();
            channel.read(one, end - 1);
            if (one.get(0) == LINE_END.charAt(0)) {
                return end;
            }
            end--;
        }
        return 0;
    }

    /// @param at when it was deleted
    record Deletion(WorkspaceId workspace, LeadId lead, Instant at) {}
}
