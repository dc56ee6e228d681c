package io.prox.platform;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.prox.platform.database.MigrationException;
import io.prox.platform.log.LogException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.bind.validation.ValidationErrors;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.env.Environment;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/// What keeps a process from starting, in words that name the setting behind it.
final class StartTrouble {
    private static final String WHERE =
            ". Settings come from the environment (PROX_DATABASE_URL for prox.database.url) and from"
                    + " a file; docs/reference/settings.md lists them";

    private StartTrouble() {}

    /// @throws SettingsException if keys were given that are none
    static void requireKnown(List<String> unknown) {
        if (!unknown.isEmpty()) {
            throw new SettingsException(
                    "there is no setting " + String.join(", ", unknown) + WHERE, null);
        }
    }

    /// @param environment of the process, as far as it came
    /// @return a [SettingsException] if a setting is behind it, else what was thrown
    static RuntimeException told(RuntimeException thrown, @Nullable Environment environment) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SettingsException known) {
                return known;
            }
            Optional<String> words = words(cause, environment);
            if (words.isPresent()) {
                return new SettingsException(words.get(), thrown);
            }
        }
        return thrown;
    }

    private static Optional<String> words(Throwable cause, @Nullable Environment environment) {
        return switch (cause) {
            case BindException refused -> Optional.of(unread(refused));
            case PortInUseException taken -> Optional.of(portInUse(taken.getPort(), environment));
            case PoolInitializationException refused ->
                    database(refused, "prox.database.user", "prox.database.password");
            case MigrationException refused ->
                    database(refused, "prox.database.owner", "prox.database.owner-password");
            case ConfigException refused ->
                    Optional.of(
                            "Kafka's client does not take its settings, prox.log.bootstrap-servers and prox.log.client.*: "
                                    + refused.getMessage());
            case LogException refused -> Optional.ofNullable(refused.getMessage());
            default -> Optional.empty();
        };
    }

    private static String unread(BindException refused) {
        for (Throwable cause = refused.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof BindValidationException invalid) {
                return invalid(invalid.getValidationErrors());
            }
            if (cause instanceof ConversionException) {
                return "%s: '%s' cannot be read as %s"
                        .formatted(
                                refused.getName(),
                                refused.getProperty() == null
                                        ? ""
                                        : refused.getProperty().getValue(),
                                refused.getTarget().getType());
            }
            if (cause instanceof IllegalArgumentException own && own.getMessage() != null) {
                return own.getMessage();
            }
        }
        return refused.getName() + " cannot be read";
    }

    private static String invalid(ValidationErrors errors) {
        return errors.getAllErrors().stream()
                        .map(error -> sentence(errors, error))
                        .sorted()
                        .collect(Collectors.joining("; "))
                + WHERE;
    }

    private static String sentence(ValidationErrors errors, ObjectError error) {
        String key =
                error instanceof FieldError field
                        ? errors.getName() + "." + KnownKeys.dashed(field.getField())
                        : errors.getName().toString();
        return key + " " + error.getDefaultMessage();
    }

    private static String portInUse(int port, @Nullable Environment environment) {
        boolean isOps =
                environment != null
                        && environment
                                .getProperty("management.server.port", "")
                                .equals(Integer.toString(port));
        return "port %d is taken by another program; %s"
                .formatted(
                        port,
                        isOps
                                ? "choose another for health and metrics with prox.ops.port"
                                : "choose another with --port, or server.port");
    }

    /// SQL states: 28 who asks is not let in, 3D000 there is no such database, 08 no connection.
    private static Optional<String> database(Throwable refused, String user, String password) {
        SQLException trouble = find(SQLException.class, refused);
        String state = trouble == null ? null : trouble.getSQLState();
        if (trouble == null || state == null) {
            return Optional.empty();
        }
        if (state.startsWith("28")) {
            return Optional.of(
                    "PostgreSQL does not let ProX in: %s. Check %s and %s"
                            .formatted(trouble.getMessage(), user, password));
        }
        if (state.equals("3D000")) {
            return Optional.of(
                    "PostgreSQL does not have the database: %s. Check prox.database.url, or make it"
                            .formatted(trouble.getMessage()));
        }
        if (state.startsWith("08")) {
            UnknownHostException host = find(UnknownHostException.class, trouble);
            return Optional.of(
                    "PostgreSQL cannot be reached: %s. Check prox.database.url, and that it runs"
                            .formatted(
                                    host == null
                                            ? trouble.getMessage()
                                            : "there is no host " + host.getMessage()));
        }
        return Optional.empty();
    }

    private static <T extends Throwable> @Nullable T find(Class<T> type, Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
