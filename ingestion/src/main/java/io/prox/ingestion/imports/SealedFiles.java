package io.prox.ingestion.imports;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import io.prox.platform.jobs.JobTroubleException;
import io.prox.platform.sealing.DataKey;
import io.prox.platform.sealing.Sealing;
import io.prox.tables.reading.TableSource;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/// Uploaded files, kept in pieces that are sealed with the key of their import. In plain text they
/// are in memory alone, a piece at a time.
final class SealedFiles {
    private static final int PIECE = 1 << 20;

    private static final String WRITE =
            """
            INSERT INTO ingestion.import_part (workspace_id, import_id, number, sealed)
            VALUES (:workspace, :import, :number, :sealed)
            """;
    private static final String READ =
            """
            SELECT sealed FROM ingestion.import_part
            WHERE workspace_id = :workspace AND import_id = :import AND number = :number
            """;

    private final Database database;
    private final Sealing sealing;

    SealedFiles(Database database, Sealing sealing) {
        this.database = database;
        this.sealing = sealing;
    }

    /// Keeps a file as it comes, each piece in a transaction of its own.
    ///
    /// @param most bytes
    /// @return how many bytes it has; more than `most` where it was too large, and was not kept
    ///   whole
    long write(WorkspaceId workspace, String id, InputStream file, DataKey key, long most)
            throws IOException {
        long bytes = 0;
        var piece = new byte[PIECE];
        int number = 0;
        for (int length = fill(piece, file); length > 0; length = fill(piece, file)) {
            bytes += length;
            if (bytes > most) {
                return bytes;
            }
            byte[] sealed =
                    key.seal(
                            use(number),
                            length == piece.length ? piece : Arrays.copyOf(piece, length));
            int place = number;
            database.within(
                    workspace,
                    () ->
                            database.sql()
                                    .sql(WRITE)
                                    .param("workspace", workspace.value())
                                    .param("import", id)
                                    .param("number", place)
                                    .param("sealed", sealed)
                                    .update());
            number++;
        }
        return bytes;
    }

    private static int fill(byte[] piece, InputStream file) throws IOException {
        return file.readNBytes(piece, 0, piece.length);
    }

    /// The file of an import that was uploaded.
    ///
    /// @throws JobTroubleException if it was forgotten
    TableSource open(WorkspaceId workspace, ImportRow row) {
        DataKey key =
                database.within(workspace, () -> sealing.open(workspace, row.id()))
                        .orElseThrow(
                                () ->
                                        new JobTroubleException(
                                                "The file was forgotten; upload it again."));
        return open(workspace, row.id(), row.file(), row.bytes(), key);
    }

    TableSource open(WorkspaceId workspace, String id, String name, long bytes, DataKey key) {
        return new TableSource() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public long size() {
                return bytes;
            }

            @Override
            public InputStream open() {
                return new Pieces(workspace, id, bytes, key);
            }
        };
    }

    private byte[] read(WorkspaceId workspace, String id, int number, DataKey key)
            throws IOException {
        Optional<byte[]> sealed =
                database.within(
                        workspace,
                        () ->
                                database.sql()
                                        .sql(READ)
                                        .param("workspace", workspace.value())
                                        .param("import", id)
                                        .param("number", number)
                                        .query((row, index) -> row.getBytes(1))
                                        .optional());
        if (sealed.isEmpty()) {
            throw new EOFException("a piece of the file is gone");
        }
        return key.open(use(number), sealed.get());
    }

    private static String use(int number) {
        return "part/" + number;
    }

    /// Piece after piece.
    private final class Pieces extends InputStream {
        private final WorkspaceId workspace;
        private final String id;
        private final DataKey key;
        private long left;
        private int number;
        private byte[] piece = new byte[0];
        private int at;

        Pieces(WorkspaceId workspace, String id, long bytes, DataKey key) {
            this.workspace = workspace;
            this.id = id;
            this.left = bytes;
            this.key = key;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (at == piece.length) {
                if (left == 0) {
                    return -1;
                }
                piece = SealedFiles.this.read(workspace, id, number++, key);
                at = 0;
            }
            int count = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, buffer, offset, count);
            at += count;
            left -= count;
            return count;
        }
    }
}
