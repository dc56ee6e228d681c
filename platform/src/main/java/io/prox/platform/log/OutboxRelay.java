package io.prox.platform.log;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what a component has laid into its outbox, in order, right after the commit.
///
/// Of all processes one at a time relays a component's outbox; it holds an advisory lock of the
/// database, which falls to another when it ends or dies. A crash between sending and clearing
/// sends again; readers drop repeats.
public final class OutboxRelay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final String LOCK =
            "SELECT pg_try_advisory_lock(hashtext('prox.outbox'), hashtext(?))";
    private static final String READ =
            "SELECT number, messages FROM platform.outbox WHERE component = ? ORDER BY number LIMIT ?";
    private static final String CLEAR =
            "DELETE FROM platform.outbox WHERE component = ? AND number = ANY (?)";

    private static final int ROWS = 50;
    private static final Duration STANDBY = Duration.ofSeconds(1);

    /// Where so many messages go at once, others are on their way, as in an import. A broker that
    /// flushes takes them the more readily the more come together.
    private static final int MANY = 500;

    private static final Duration BREATH = Duration.ofMillis(200);

    private static final Duration IDLE = Duration.ofMillis(500);

    private static final Duration AFTER_TROUBLE = Duration.ofMillis(500);
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final DataSource source;
    private final LogSettings log;
    private final String component;
    private final Duration idle;
    private final Counter sent;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<State> state = new AtomicReference<>(State.STARTING);
    private final Thread thread;

    /// What a relay is about.
    public enum State {
        STARTING,
        /// It sends, or stands by while another process does.
        RUNNING,
        /// Something that it needs does not answer; it tries again.
        WAITING,
        /// It ended by itself, for a reason that an operator must mend.
        FAILED,
        STOPPED
    }

    /// @param component whose outbox it relays
    public OutboxRelay(DataSource source, LogSettings log, String component, MeterRegistry meters) {
        this(source, log, component, IDLE, meters);
    }

    /// @param idle between two looks where no commit says that there is something
    OutboxRelay(
            DataSource source,
            LogSettings log,
            String component,
            Duration idle,
            MeterRegistry meters) {
        this.source = source;
        this.log = log;
        this.component = component;
        this.idle = idle;
        this.sent =
                Counter.builder("prox.outbox.sent").tag("component", component).register(meters);
        this.thread = Thread.ofPlatform().name("outbox-" + component).unstarted(this::run);
    }

    public State state() {
        return state.get();
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        stopping.countDown();
        if (!thread.isAlive()) {
            return;
        }
        try {
            if (!ended.await(DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.interrupt();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!isStopping(Duration.ZERO)) {
                try (Connection connection = source.getConnection();
                        Producer<byte[], byte[]> producer = new KafkaProducer<>(log.producer())) {
                    relay(connection, producer);
                } catch (SQLException | KafkaException trouble) {
                    state.set(State.WAITING);
                    LOG.atWarn()
                            .addKeyValue("component", component)
                            .addKeyValue("trouble", trouble.toString())
                            .log("Outbox is relayed later");
                    isStopping(AFTER_TROUBLE);
                }
            }
            state.set(State.STOPPED);
        } catch (Throwable trouble) { // whatever ends this thread must show
            state.set(State.FAILED);
            LOG.atError()
                    .addKeyValue("component", component)
                    .setCause(trouble)
                    .log("Outbox relay ended");
        } finally {
            ended.countDown();
        }
    }

    private boolean isStopping(Duration pause) {
        try {
            return stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void relay(Connection connection, Producer<byte[], byte[]> producer)
            throws SQLException {
        connection.setAutoCommit(true);
        state.set(State.RUNNING);
        try {
            while (!takeLock(connection)) {
                if (isStopping(STANDBY)) {
                    return;
                }
            }
            execute("LISTEN " + Outbox.channel(component), connection);
            while (!isStopping(Duration.ZERO)) {
                int messages = send(connection, producer);
                if (messages == 0) {
                    connection.unwrap(PGConnection.class).getNotifications((int) idle.toMillis());
                } else if (messages >= MANY) {
                    isStopping(BREATH);
                }
            }
        } finally {
            // The connection goes back to its pool, where nobody expects it to hold or hear
            // anything.
            execute("UNLISTEN *; SELECT pg_advisory_unlock_all()", connection);
        }
    }

    private boolean takeLock(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(LOCK)) {
            query.setString(1, component);
            try (ResultSet taken = query.executeQuery()) {
                return taken.next() && taken.getBoolean(1);
            }
        }
    }

    /// @return how many messages were sent
    private int send(Connection connection, Producer<byte[], byte[]> producer) throws SQLException {
        var numbers = new ArrayList<Long>();
        var pending = new ArrayList<Future<RecordMetadata>>();
        try (PreparedStatement query = connection.prepareStatement(READ)) {
            query.setString(1, component);
            query.setInt(2, ROWS);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    numbers.add(rows.getLong(1));
                    for (Message message : Messages.unpack(rows.getBytes(2))) {
                        pending.add(producer.send(record(message)));
                    }
                }
            }
        }
        if (numbers.isEmpty()) {
            return 0;
        }
        producer.flush();
        await(pending);
        clear(numbers, connection);
        sent.increment(pending.size());
        return pending.size();
    }

    private static ProducerRecord<byte[], byte[]> record(Message message) {
        Integer partition = message.partition().isPresent() ? message.partition().getAsInt() : null;
        return new ProducerRecord<>(message.topic(), partition, message.key(), message.value());
    }

    private static void await(List<Future<RecordMetadata>> pending) {
        for (Future<RecordMetadata> acknowledged : pending) {
            try {
                acknowledged.get();
            } catch (ExecutionException refused) {
                throw new KafkaException("The log did not take a record", refused.getCause());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new KafkaException("Interrupted while sending", interrupted);
            }
        }
    }

    private void clear(List<Long> numbers, Connection connection) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(CLEAR)) {
            delete.setString(1, component);
            delete.setArray(2, connection.createArrayOf("bigint", numbers.toArray()));
            delete.executeUpdate();
        }
    }

    private static void execute(String sql, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
