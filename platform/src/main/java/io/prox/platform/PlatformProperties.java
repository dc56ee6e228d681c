package io.prox.platform;

import io.prox.platform.database.Secret;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Settings that every role needs, keys `prox.*`.
///
/// @param database where state is kept
/// @param log where facts are
/// @param masterKey file with the master key, which seals all others; kept apart from data and
///   backups
/// @param ops where health and metrics are told
/// @param keyRequestsPerMinute of each API key, to each process, at most
/// @param jobsAtOnce jobs that this process does at the same time, at most
@ConfigurationProperties("prox")
@Validated
public record PlatformProperties(
        @DefaultValue @Valid Database database,
        @DefaultValue @Valid Log log,
        @NotNull(message = PlatformProperties.MISSING) Path masterKey,
        @DefaultValue @Valid Ops ops,
        @DefaultValue("6000") @Min(1) int keyRequestsPerMinute,
        @DefaultValue("2") @Min(1) int jobsAtOnce) {
    static final String MISSING = "is missing";

    /// Keys `prox.database.*`.
    ///
    /// @param url of PostgreSQL 18, as JDBC writes it: `jdbc:postgresql://HOST:PORT/NAME`
    /// @param owner role that owns the tables and brings them up to date at the start
    /// @param ownerPassword its password
    /// @param user plain role that all work is done as; row-level security binds it
    /// @param password its password
    /// @param connections at most, for each process
    public record Database(
            @NotBlank(message = MISSING)
                    @Pattern(
                            regexp = "\\s*|jdbc:postgresql:.+",
                            message = "is not of the form jdbc:postgresql://HOST:PORT/NAME")
                    String url,
            @DefaultValue("prox_owner") @NotBlank(message = MISSING) String owner,
            @NotNull(message = MISSING) Secret ownerPassword,
            @DefaultValue("prox") @NotBlank(message = MISSING) String user,
            @NotNull(message = MISSING) Secret password,
            @DefaultValue("20") @Min(5) int connections) {}

    /// Keys `prox.log.*`.
    ///
    /// @param bootstrapServers of Kafka, `HOST:PORT`, several parted by commas
    /// @param copies of each partition: 1 on a single broker, 3 on a cluster
    /// @param client any other settings of Kafka's clients, as for TLS and SASL
    public record Log(
            @NotBlank(message = MISSING) String bootstrapServers,
            @DefaultValue("1") @Min(1) int copies,
            @DefaultValue Map<String, String> client) {}

    /// Keys `prox.ops.*`. Nobody is asked who they are there: keep it from the public.
    ///
    /// @param port of health and metrics; -1 for none
    /// @param address on which it listens
    public record Ops(
            @DefaultValue("8181") @Min(-1) @Max(65_535) int port,
            @DefaultValue("127.0.0.1") String address) {}
}
