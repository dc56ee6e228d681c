package io.prox.app.running;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.prox.engines.DatabaseAccess;
import io.prox.engines.Engines;
import io.prox.engines.EnginesException;
import io.prox.engines.EnginesSettings;
import io.prox.platform.ServiceProcess;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All of ProX on this machine: the engines with its data, and every role in this process.
public final class Installation implements AutoCloseable {
    private static final String WORKER = "prox_worker";
    private static final int PASSWORD_BYTES = 24;

    /// The folder of the data directory that no backup takes: what it holds is not to be taken
    /// back, or not to lie beside the data.
    public static final String KEYS = "keys";

    /// The master key's file in the data directory.
    public static final String MASTER_KEY = KEYS + "/master.key";

    /// The file in the data directory that remembers which leads were deleted.
    public static final String DELETIONS = KEYS + "/deletions";

    private final Engines engines;
    private final ServiceProcess process;

    private Installation(Engines engines, ServiceProcess process) {
        this.engines = engines;
        this.process = process;
    }

    /// Starts everything; returns when it answers.
    ///
    /// @param data the directory with all that is kept; made if missing
    /// @param settings over those that follow from the engines
    /// @throws EnginesException if an engine cannot be started
    public static Installation start(Path data, Map<String, Object> settings) {
        return start(data, EnumSet.allOf(RoleName.class), settings);
    }

    /// Starts the engines and some of the roles, as [#start(Path, Map)] does with all of them.
    public static Installation start(Path data, Set<RoleName> roles, Map<String, Object> settings) {
        silenceLog();
        EnginesSettings wanted = EnginesSettings.in(data);
        Engines engines = Engines.start(withCache(wanted));
        try {
            Map<String, Object> all = settings(data, engines);
            all.putAll(settings);
            return new Installation(engines, RoleName.start(roles, all));
        } catch (RuntimeException failed) {
            engines.close();
            throw failed;
        }
    }

    /// Until the process has set up its own log, libraries would write to standard output.
    private static void silenceLog() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext log) {
            log.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
        }
    }

    /// The launcher tells where it has made a file that shortens the start of the log.
    private static EnginesSettings withCache(EnginesSettings settings) {
        String file = System.getProperty("prox.broker-cache", "");
        return file.isEmpty() || !Files.exists(Path.of(file))
                ? settings
                : settings.withBrokerCache(Path.of(file));
    }

    private static Map<String, Object> settings(Path data, Engines engines) {
        DatabaseAccess owner = engines.database();
        Map<String, Object> settings = new HashMap<>();
        settings.put("prox.database.url", owner.url());
        settings.put("prox.database.owner", owner.user());
        settings.put("prox.database.owner-password", owner.password());
        settings.put("prox.database.user", WORKER);
        settings.put("prox.database.password", makeWorker(engines));
        settings.put("prox.log.bootstrap-servers", engines.bootstrapServers());
        settings.put("prox.master-key", data.resolve(MASTER_KEY));
        settings.put("prox.leads.deletions", data.resolve(DELETIONS).toString());
        // the usual one for who asks for no other; two installations may run on one machine
        settings.put(
                "management.server.port",
                "${prox.ops.port:%d}".formatted(LoopbackPort.usualOrFree(LoopbackPort.OPERATIONS)));
        settings.put("logging.file.name", data.resolve("logs").resolve("prox.log"));
        settings.put("logging.threshold.console", "OFF");
        return settings;
    }

    /// The role that all work is done as. Its password lives as long as this process.
    private static String makeWorker(Engines engines) {
        byte[] chance = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(chance);
        String password = HexFormat.of().formatHex(chance);
        DatabaseAccess superuser = engines.superuser();
        try (Connection connection =
                        DriverManager.getConnection(
                                superuser.url(), superuser.user(), superuser.password());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    DO $$ BEGIN
                        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN
                            CREATE ROLE %1$s LOGIN;
                        END IF;
                        ALTER ROLE %1$s PASSWORD '%2$s';
                    END $$
                    """
                            .formatted(WORKER, password));
        } catch (SQLException refused) {
            throw new EnginesException(
                    "The database role that ProX works as cannot be made: " + refused.getMessage(),
                    refused);
        }
        return password;
    }

    /// The address of the console.
    public String url() {
        return FirstLines.url(process);
    }

    /// Prints the address of the console, alone on the first line, and then the link that lets the
    /// first person in, if nobody can come in without one.
    ///
    /// @param name of the workspace that is made at the first start
    /// @param demo whether what is in it is made up
    public void tell(PrintStream out, String name, boolean demo) {
        FirstLines.tell(out, process, name, demo);
    }

    /// Says where health and metrics are, if they are not where they are looked for.
    public void tellOperations(PrintStream err) {
        int port = process.operationsPort();
        if (port > 0 && port != LoopbackPort.OPERATIONS) {
            err.println("prox: health and metrics are on port " + port);
        }
    }

    /// A part of the process.
    public <T> T part(Class<T> type) {
        return process.part(type);
    }

    /// Waits until an engine ends by itself, which ProX does not survive.
    public EnginesException awaitFailure() throws InterruptedException {
        try {
            return engines.failure().get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Ends in order: the roles first, then the engines they stand on.
    @Override
    public void close() {
        try {
            process.close();
        } finally {
            engines.close();
        }
    }
}
