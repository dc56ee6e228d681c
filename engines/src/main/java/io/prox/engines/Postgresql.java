package io.prox.engines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A PostgreSQL server of our own, from its first start on.
///
/// The server is started through `pg_ctl`, because that gives it a session of its own: Ctrl-C,
/// which a terminal sends to every process of its group, would otherwise end the database before
/// its users. A shell stays between us and it and stops it when told to, or when we died.
final class Postgresql {
    /// The release whose data directories our binaries can read.
    static final int MAJOR = 18;

    static final String SUPERUSER = "postgres";
    static final String OWNER = "prox";

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration GIVE_UP_LIMIT = Duration.ofSeconds(10);
    private static final String INVALID_PASSWORD = "28P01";

    private static final String WATCHER_NAME = "prox-postgresql";

    /// Arguments: the folder of programs, the data directory, the seconds that an orphan has to
    /// end. The loop is for a parent that dies before the server has written down its process
    /// number.
    private static final String WATCHER =
            """
            trap '' INT HUP TERM
            "$1/pg_ctl" start -W -s -D "$2" || exit
            exec >/dev/null 2>&1
            order=
            read -r order
            seconds=$3
            [ "$order" = stop ] && seconds=60
            for try in 1 2 3; do
                "$1/pg_ctl" stop -s -m fast -t "$seconds" -D "$2" && exit
                "$1/pg_ctl" stop -s -m immediate -t 5 -D "$2" && exit
                sleep 1
            done
            """;

    private final Path home;
    private final Path programs;
    private final ServerUser user;
    private final Secrets secrets;
    private final Path log;
    private final EnginesSettings settings;

    private Postgresql(
            Path home,
            Path programs,
            ServerUser user,
            Secrets secrets,
            Path log,
            EnginesSettings settings) {
        this.home = home;
        this.programs = programs;
        this.user = user;
        this.secrets = secrets;
        this.log = log;
        this.settings = settings;
    }

    /// A server that answers.
    ///
    /// @param owner of the database that is meant for us, who is no superuser
    /// @param superuser whose database is `postgres`
    record Running(Child child, DatabaseAccess owner, DatabaseAccess superuser) {}

    static Running start(DataDirectory data, ServerUser user, EnginesSettings settings) {
        Path binaries = PostgresqlBinaries.unpack(settings.binaries());
        try {
            requirePassable(user, data.postgresql());
            requirePassable(user, binaries.toRealPath());
            boolean isNew = !Files.exists(data.postgresql());
            if (!isNew && !Files.exists(data.secrets())) {
                throw new EnginesException(
                        "The file of passwords %s is missing; bring it back from a backup"
                                .formatted(data.secrets()));
            }
            var server =
                    new Postgresql(
                            data.postgresql(),
                            binaries.resolve("bin"),
                            user,
                            Secrets.keptIn(data.secrets()),
                            data.logs().resolve("postgresql.log"),
                            settings);
            if (isNew) {
                server.initialise();
            }
            return server.start();
        } catch (IOException refused) {
            throw new EnginesException(
                    "PostgreSQL's directory %s cannot be prepared: %s"
                            .formatted(data.postgresql(), refused),
                    refused);
        }
    }

    /// Makes the data directory under another name, so that one that was cut short is made anew.
    private void initialise() throws IOException {
        Path part = home.resolveSibling("postgresql.part");
        Path password = home.resolveSibling("password.part");
        Directories.delete(part);
        Directories.makePrivate(part);
        user.own(part);
        WholeFile.write(password, secrets.superuser().getBytes(UTF_8));
        user.own(password);
        try {
            var command =
                    new ArrayList<>(
                            List.of(
                                    programs.resolve("initdb").toString(),
                                    "--pgdata=" + part,
                                    "--username=" + SUPERUSER,
                                    "--pwfile=" + password,
                                    "--auth=scram-sha-256",
                                    "--encoding=UTF8",
                                    // part of PostgreSQL: sorts alike on every system, forever
                                    "--locale-provider=builtin",
                                    "--builtin-locale=C.UTF-8",
                                    "--locale=C",
                                    "--data-checksums",
                                    "--no-instructions"));
            if (!settings.durable()) {
                command.add("--no-sync");
            }
            Command.run("Making PostgreSQL's data directory", user.command(command));
        } finally {
            Files.deleteIfExists(password);
        }
        Files.move(part, home, StandardCopyOption.ATOMIC_MOVE);
    }

    private Running start() throws IOException {
        requireOurMajor();
        try {
            endLeftServer();
            for (int attempt = 1; ; attempt++) {
                int port = Ports.choose(Engine.POSTGRESQL, settings.postgresqlPort());
                List<String> left = pidFile();
                Child child = launch(port);
                try {
                    return awaitAnswer(child, port, left);
                } catch (RuntimeException | InterruptedException | SQLException failed) {
                    child.end(GIVE_UP_LIMIT);
                    if (settings.postgresqlPort() != 0
                            || attempt == Ports.ATTEMPTS
                            || !child.missedItsPort()) {
                        throw failed;
                    }
                }
            }
        } catch (SQLException refused) {
            throw new EnginesException(
                    "PostgreSQL in %s runs but refuses us: %s"
                            .formatted(home, refused.getMessage()),
                    refused);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new EnginesException("The start of PostgreSQL was interrupted", stopped);
        }
    }

    private void requireOurMajor() throws IOException {
        String version = Files.readString(home.resolve("PG_VERSION"), UTF_8).strip();
        if (!version.equals(Integer.toString(MAJOR))) {
            throw new EnginesException(
                    "The data directory %s is of PostgreSQL %s and this ProX brings %d; bring the data over with pg_dump, or start the ProX that made it"
                            .formatted(home, version, MAJOR));
        }
    }

    private Child launch(int port) throws IOException {
        write("postgresql.conf", configuration(port));
        write("pg_hba.conf", "host all all %s/32 scram-sha-256%n".formatted(Ports.HOST));
        List<String> command =
                List.of(
                        "sh",
                        "-c",
                        WATCHER,
                        WATCHER_NAME,
                        programs.toString(),
                        home.toString(),
                        Long.toString(Child.ORPHAN_LIMIT.toSeconds() - 1));
        return Child.start(
                Engine.POSTGRESQL,
                user.command(command),
                Map.of(),
                Path.of("/"),
                new EngineLog(log));
    }

    private void write(String name, String content) throws IOException {
        Path file = home.resolve(name);
        WholeFile.write(file, content.getBytes(UTF_8));
        user.own(file);
    }

    /// Written anew at each start; `ALTER SYSTEM` is the way to other settings, and stays.
    private String configuration(int port) {
        String settingsForAll =
                """
                # Written by ProX at each start. Use ALTER SYSTEM to change a setting for good.
                listen_addresses = '%s'
                port = %d
                unix_socket_directories = ''
                password_encryption = scram-sha-256
                max_connections = 100

                # A machine shared with a JVM and a broker. Buffers take memory when they are first used.
                shared_buffers = 256MB
                huge_pages = off
                io_method = sync
                max_wal_size = 1GB
                autovacuum_max_workers = 2

                # A first import fills empty tables: statistics are to follow within seconds, or the planner goes on
                # taking them for empty.
                autovacuum_naptime = 15s

                # The log goes to ProX, which bounds it. Statements may hold personal data.
                logging_collector = off
                log_checkpoints = off
                log_min_error_statement = panic
                log_line_prefix = '%%m [%%p] '
                log_timezone = 'UTC'
                timezone = 'UTC'
                datestyle = 'iso, ymd'
                lc_messages = 'C'

                # What was acknowledged must outlive a power cut; after a failed write only the log of
                # the database tells what is on disk, so that a retry would lie.
                data_sync_retry = off
                """
                        .formatted(Ports.HOST, port);
        return settingsForAll
                + (settings.durable() ? "fsync = on\n" : "fsync = off\nfull_page_writes = off\n");
    }

    /// @param left the lines that a server which died left in the file that tells of the server
    private Running awaitAnswer(Child child, int port, List<String> left)
            throws InterruptedException, SQLException {
        boolean ready = Waiting.until(START_LIMIT, () -> child.hasEnded() || isReady(port, left));
        if (child.hasEnded()) {
            throw child.failure("did not start in " + home);
        }
        if (!ready) {
            throw child.failure("did not answer within " + START_LIMIT + " in " + home);
        }
        var superuser = access(port, SUPERUSER, SUPERUSER, secrets.superuser());
        var owner = access(port, OWNER, OWNER, secrets.owner());
        try (Connection connection = connect(superuser);
                Statement statement = connection.createStatement()) {
            if (isEmpty(statement, "SELECT FROM pg_roles WHERE rolname = '%s'", OWNER)) {
                // the details of an error hold values of rows; those of a server that does not
                // start, which no role has a part in, are needed
                statement.execute("ALTER ROLE ALL SET log_error_verbosity = terse");
                statement.execute(
                        "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(OWNER, secrets.owner()));
            }
            if (isEmpty(statement, "SELECT FROM pg_database WHERE datname = '%s'", OWNER)) {
                statement.execute("CREATE DATABASE %s OWNER %s".formatted(OWNER, OWNER));
            }
        } catch (SQLException refused) {
            if (INVALID_PASSWORD.equals(refused.getSQLState())) {
                throw new EnginesException(
                        "PostgreSQL in %s does not know the password that ProX keeps for it; bring the file secrets back from a backup"
                                .formatted(home),
                        refused);
            }
            throw refused;
        }
        return new Running(child, owner, superuser);
    }

    private static boolean isEmpty(Statement statement, String query, String name)
            throws SQLException {
        try (ResultSet rows = statement.executeQuery(query.formatted(name))) {
            return !rows.next();
        }
    }

    static Connection connect(DatabaseAccess access) throws SQLException {
        return DriverManager.getConnection(access.url(), access.user(), access.password());
    }

    private static DatabaseAccess access(int port, String database, String user, String password) {
        return new DatabaseAccess(
                "jdbc:postgresql://%s:%d/%s".formatted(Ports.HOST, port, database), user, password);
    }

    /// Whether the server says so in its own file, which a connection that comes too early would
    /// leave a complaint in the log for. Line 4 is the port, line 8 the state (source: PostgreSQL,
    /// src/include/utils/pidfile.h).
    private boolean isReady(int port, List<String> left) {
        List<String> lines = pidFile();
        return lines.size() >= 8
                && !lines.equals(left)
                && lines.get(3).equals(Integer.toString(port))
                && lines.get(7).strip().equals("ready");
    }

    /// Clears the way of what an earlier start left. What is left of the file may name, by chance,
    /// an unrelated process with the number that the server had, which PostgreSQL would take for
    /// its like; with the number of a dead process it copes better than we do.
    private void endLeftServer() throws IOException, InterruptedException {
        endLeft(home);
        List<String> lines = pidFile();
        if (!lines.isEmpty()
                && lines.getFirst().matches("[0-9]{1,18}")
                && ProcessHandle.of(Long.parseLong(lines.getFirst())).isPresent()) {
            Files.deleteIfExists(home.resolve("postmaster.pid"));
        }
    }

    /// Ends what an earlier start left running in its directory: first the watcher, which would
    /// stop our server in place of its own, then the server.
    static void endLeft(Path home) throws InterruptedException {
        Child.endLeft(Engine.POSTGRESQL, WATCHER_NAME, home.toString());
        Child.endLeft(Engine.POSTGRESQL, "-D", home.toString());
    }

    /// The lines that the server wrote about itself; none if it does not run.
    private List<String> pidFile() {
        try {
            return Files.readAllLines(home.resolve("postmaster.pid"));
        } catch (NoSuchFileException notRunning) {
            return List.of();
        } catch (IOException unreadable) {
            throw new EnginesException(
                    "PostgreSQL's directory %s cannot be read: %s".formatted(home, unreadable),
                    unreadable);
        }
    }

    private static void requirePassable(ServerUser user, Path path) throws IOException {
        Optional<Path> barrier = user.barrier(path);
        if (barrier.isPresent()) {
            throw new EnginesException(
                    "PostgreSQL does not run as root but as the user %s, who may not pass through %s to %s; choose a directory elsewhere (as /var/lib/prox), or start ProX as another user"
                            .formatted(user.name(), barrier.get(), path));
        }
    }
}
