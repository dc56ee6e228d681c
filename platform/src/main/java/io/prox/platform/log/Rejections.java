package io.prox.platform.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import io.prox.platform.ids.Identifiers;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// Keeps the facts that consumers could not take, with their bytes and the reason.
public final class Rejections {
    /// A repeat after a crash finds its row there.
    private static final String INSERT =
            """
            INSERT INTO platform.rejected (workspace_id, rejected_id, consumer, topic, partition,
                record_offset, record_key, record_value, problem, detail, version, rejected_at)
            VALUES (:workspace, :id, :consumer, :topic, :partition, :offset, :key, :value, :problem,
                :detail, :version, :at)
            ON CONFLICT (workspace_id, consumer, topic, partition, record_offset) DO NOTHING
            """;

    private static final int LONGEST_DETAIL = 500;

    private final Database database;
    private final Identifiers identifiers;
    private final Clock clock;
    private final String version;

    /// @param version of this software, to be kept with each rejection
    public Rejections(Database database, Identifiers identifiers, Clock clock, String version) {
        this.database = database;
        this.identifiers = identifiers;
        this.clock = clock;
        this.version = version;
    }

    /// Keeps a record within the running transaction.
    void keep(String consumer, ConsumerRecord<byte[], byte[]> rejected, Outcome.Reject reason) {
        Optional<WorkspaceId> workspace = workspace(rejected.key());
        // A record without one is kept where no workspace sees it, for the operator.
        workspace.ifPresentOrElse(database::name, database::nameNone);
        database.sql()
                .sql(INSERT)
                .param("workspace", workspace.map(WorkspaceId::value).orElse(""))
                .param("id", identifiers.next("rejected"))
                .param("consumer", consumer)
                .param("topic", rejected.topic())
                .param("partition", rejected.partition())
                .param("offset", rejected.offset())
                .param("key", rejected.key())
                .param("value", rejected.value())
                .param("problem", reason.type().name())
                .param("detail", shortened(reason.detail()))
                .param("version", version)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static String shortened(String detail) {
        String clean = detail.replace("\0", "");
        return clean.length() <= LONGEST_DETAIL ? clean : clean.substring(0, LONGEST_DETAIL);
    }

    private static Optional<WorkspaceId> workspace(byte @Nullable [] key) {
        if (key == null) {
            return Optional.empty();
        }
        String text = new String(key, UTF_8);
        int end = text.indexOf('/');
        try {
            return end < 0
                    ? Optional.empty()
                    : Optional.of(new WorkspaceId(text.substring(0, end)));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }
}
