package io.prox.platform;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/// A process that runs one or more components: the same code on a laptop, where one runs them all,
/// and in a cluster, where each has processes of its own.
public final class ServiceProcess implements AutoCloseable {
    /// Keys and values of a log entry are shown in plain text too; in JSON they are members.
    private static final String LOG_PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0} -"
                    + " %msg%replace( %kvp){'^ $',''}%n%wEx";

    private static final Map<String, Object> DEFAULTS =
            Map.ofEntries(
                    Map.entry("spring.main.banner-mode", "off"),
                    Map.entry("spring.jackson.deserialization.fail-on-unknown-properties", "true"),
                    Map.entry("spring.jackson.default-property-inclusion", "non_absent"),
                    Map.entry("spring.jackson.read.strict-duplicate-detection", "true"),
                    Map.entry("spring.jackson.factory.constraints.read.max-nesting-depth", "20"),
                    Map.entry("spring.jackson.factory.constraints.read.max-name-length", "256"),
                    Map.entry("spring.jackson.factory.constraints.read.max-number-length", "64"),
                    Map.entry("spring.jackson.factory.constraints.read.max-string-length", "8192"),
                    Map.entry("spring.mvc.problemdetails.enabled", "false"),
                    Map.entry("spring.web.resources.add-mappings", "false"),
                    Map.entry("spring.servlet.multipart.max-file-size", "-1"),
                    Map.entry("spring.servlet.multipart.max-request-size", "-1"),
                    Map.entry("server.shutdown", "graceful"),
                    Map.entry("spring.lifecycle.timeout-per-shutdown-phase", "20s"),
                    Map.entry("server.server-header", ""),
                    Map.entry("server.address", "127.0.0.1"),
                    // Longer than clients and proxies keep a connection that rests, so that it is
                    // never closed under a request that is on its way.
                    Map.entry("server.jetty.connection-idle-timeout", "75s"),
                    Map.entry("server.jetty.max-http-form-post-size", "2MB"),
                    // A request has a thread of the operating system, which shares the processors
                    // out fairly. Who sends slowly holds one; what is scarce, as connections to the
                    // database, has bounds of its own.
                    Map.entry("server.jetty.threads.max", "2000"),
                    Map.entry("server.max-http-request-header-size", "16KB"),
                    Map.entry("springdoc.api-docs.path", "/v1/openapi.json"),
                    Map.entry("springdoc.api-docs.version", "openapi_3_1"),
                    Map.entry("springdoc.paths-to-match", "/v1/**"),
                    Map.entry("springdoc.packages-to-scan", "io.prox"),
                    Map.entry("springdoc.default-produces-media-type", "application/json"),
                    Map.entry("springdoc.override-with-generic-response", "false"),
                    Map.entry("springdoc.writer-with-order-by-keys", "true"),
                    Map.entry("logging.pattern.console", LOG_PATTERN),
                    Map.entry("logging.pattern.file", LOG_PATTERN),
                    // Of libraries an operator hears what is wrong; of their INFO only when the
                    // doors
                    // open and close, and what an update does to the database.
                    Map.entry("logging.level.root", "WARN"),
                    Map.entry("logging.level.io.prox", "INFO"),
                    Map.entry("logging.level.org.springframework.boot.jetty", "INFO"),
                    Map.entry("logging.level.org.flywaydb.core.internal.command.DbMigrate", "INFO"),
                    // Warns of the address that describes the API, which is there on purpose.
                    Map.entry(
                            "logging.level.org.springdoc.core.events.SpringDocAppInitializer",
                            "ERROR"),
                    // Whoever starts a process tells why it does not start.
                    Map.entry("logging.level.org.springframework.boot.SpringApplication", "OFF"),
                    Map.entry("logging.level.org.springframework.boot.diagnostics", "OFF"),
                    // Health and metrics have a port of their own, and say as little as they can.
                    Map.entry("management.server.port", "${prox.ops.port:8181}"),
                    Map.entry("management.server.address", "${prox.ops.address:127.0.0.1}"),
                    Map.entry("management.endpoints.access.default", "none"),
                    Map.entry("management.endpoint.health.access", "read-only"),
                    Map.entry("management.endpoint.prometheus.access", "read-only"),
                    Map.entry("management.endpoints.web.exposure.include", "health,prometheus"),
                    Map.entry("management.endpoints.web.base-path", "/"),
                    Map.entry("management.endpoints.web.discovery.enabled", "false"),
                    Map.entry("management.endpoints.web.path-mapping.prometheus", "metrics"),
                    Map.entry("management.endpoint.health.group.live.include", "ping"),
                    Map.entry(
                            "management.endpoint.health.group.ready.include",
                            "db,log,consumers,outboxes"),
                    Map.entry("management.endpoint.health.show-details", "never"),
                    Map.entry("management.endpoint.health.show-components", "never"));

    private final ConfigurableApplicationContext context;

    private ServiceProcess(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /// Starts components, and returns when they answer.
    ///
    /// @param components their configurations
    /// @param settings by key, over those of file and environment
    /// @throws SettingsException if a setting is missing or cannot be worked with
    public static ServiceProcess start(List<Class<?>> components, Map<String, Object> settings) {
        return start(components, settings, environment -> {});
    }

    /// Starts components, as [#start(List, Map)] does, and takes no key `prox.*` in a file or an
    /// argument that none of the given settings knows.
    ///
    /// @param known records of settings, of all components that there are
    public static ServiceProcess start(
            List<Class<?>> components, Collection<Class<?>> known, Map<String, Object> settings) {
        var keys = new KnownKeys(known);
        return start(
                components,
                settings,
                environment -> StartTrouble.requireKnown(keys.unknown(environment)));
    }

    private static ServiceProcess start(
            List<Class<?>> components, Map<String, Object> settings, Consumer<Environment> check) {
        var sources = new ArrayList<Class<?>>(components);
        sources.add(Ground.class);
        Map<String, Object> given = new HashMap<>(settings);
        var environment = new AtomicReference<@Nullable Environment>();
        try {
            return new ServiceProcess(
                    new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
                            .bannerMode(Banner.Mode.OFF)
                            .properties(DEFAULTS)
                            .registerShutdownHook(false)
                            .logStartupInfo(false)
                            .initializers(
                                    context -> {
                                        environment.set(context.getEnvironment());
                                        check.accept(context.getEnvironment());
                                    })
                            .run(
                                    given.entrySet().stream()
                                            .map(
                                                    entry ->
                                                            "--"
                                                                    + entry.getKey()
                                                                    + "="
                                                                    + entry.getValue())
                                            .toArray(String[]::new)));
        } catch (RuntimeException failed) {
            throw StartTrouble.told(failed, environment.get());
        }
    }

    /// Where it answers HTTP.
    public int port() {
        var server = ((WebServerApplicationContext) context).getWebServer();
        return server == null ? 0 : server.getPort();
    }

    /// Where it answers health and metrics; 0 if it does not.
    public int operationsPort() {
        return context.getEnvironment().getProperty("local.management.port", Integer.class, 0);
    }

    /// A part of it, for the one who composes the process.
    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    /// Ends in order: no new requests, those in work finished, consumers drained, outboxes relayed.
    @Override
    public void close() {
        context.close();
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(PlatformConfiguration.class)
    static class Ground {}
}
