package io.prox.acceptance.api;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.Component;
import io.prox.platform.ServiceProcess;
import io.prox.platform.access.ApiKeys;
import io.prox.platform.access.Permission;
import io.prox.platform.access.Role;
import io.prox.platform.access.Sessions;
import io.prox.platform.access.User;
import io.prox.platform.access.Users;
import io.prox.platform.database.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// All components in one process, started once for all tests.
final class WholeSystem {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_OF_AN_ANSWER = 1 << 20;

    /// Started when it is first asked for; ends with the JVM.
    private static final class Started {
        static final WholeSystem SYSTEM = new WholeSystem();
    }

    /// What is served to the public; health and metrics have another.
    record Served(
            RequestMappingHandlerMapping mapping, List<ServletRegistrationBean<?>> servlets) {}

    static final class Mappings {
        @Bean
        Served served(
                RequestMappingHandlerMapping requestMappingHandlerMapping,
                List<ServletRegistrationBean<?>> servlets) {
            return new Served(requestMappingHandlerMapping, servlets);
        }
    }

    private final TestDatabase test;
    private final ServiceProcess process;

    private WholeSystem() {
        List<Class<?>> components = new ArrayList<>(components());
        components.add(Mappings.class);
        this.test = new TestDatabase();
        this.process = ServiceProcess.start(components, test.settings(TestDatabase.passingKey()));
    }

    static WholeSystem get() {
        return Started.SYSTEM;
    }

    /// Whatever configuration makes a [Component] is one.
    private static List<Class<?>> components() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Configuration.class));
        return scanner.findCandidateComponents("io.prox").stream()
                .<Class<?>>map(found -> load(found.getBeanClassName()))
                .filter(WholeSystem::makesAComponent)
                .filter(type -> !isATest(type))
                .sorted(Comparator.comparing(Class::getName))
                .toList();
    }

    private static Class<?> load(@Nullable String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean makesAComponent(Class<?> configuration) {
        return Arrays.stream(configuration.getDeclaredMethods())
                .map(Method::getReturnType)
                .anyMatch(Component.class::equals);
    }

    /// The platform's testkit has such for its own tests.
    private static boolean isATest(Class<?> type) {
        String place = type.getProtectionDomain().getCodeSource().getLocation().getPath();
        return place.endsWith("/test-classes/") || place.endsWith("-tests.jar");
    }

    <T> T part(Class<T> type) {
        return process.part(type);
    }

    String address() {
        return "http://127.0.0.1:" + process.port();
    }

    TestDatabase test() {
        return test;
    }

    List<Endpoint> endpoints() {
        var endpoints = new ArrayList<Endpoint>();
        process.part(Served.class)
                .mapping()
                .getHandlerMethods()
                .forEach(
                        (mapping, handler) -> {
                            if (handler.getBeanType().getName().startsWith("io.prox.")) {
                                for (String pattern : mapping.getPatternValues()) {
                                    methods(mapping)
                                            .forEach(
                                                    method ->
                                                            endpoints.add(
                                                                    new Endpoint(
                                                                            method.name(),
                                                                            pattern,
                                                                            handler)));
                                }
                            }
                        });
        endpoints.sort(Comparator.comparing(Endpoint::pattern).thenComparing(Endpoint::method));
        return endpoints;
    }

    /// What answers at the door of events, beside Spring's controllers: `POST /v1/track`.
    List<String> doors() {
        return process.part(Served.class).servlets().stream()
                .flatMap(servlet -> servlet.getUrlMappings().stream())
                .filter(address -> address.startsWith("/v1/"))
                .map(address -> "POST " + address)
                .toList();
    }

    private static Set<RequestMethod> methods(RequestMappingInfo mapping) {
        Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
        return methods.isEmpty() ? Set.of(RequestMethod.values()) : methods;
    }

    /// A user without a password, who is not asked for one.
    User makeUser(WorkspaceId workspace, String name, Role role) {
        Users users = part(Users.class);
        User user =
                users.invite(
                                workspace,
                                name,
                                "%s@%s.example"
                                        .formatted(
                                                name.replace(' ', '.'),
                                                workspace.value().replace('_', '-')),
                                role)
                        .orElseThrow();
        users.activate(workspace, user.id());
        return user;
    }

    /// What a browser sends in which this user has just signed in.
    String[] session(WorkspaceId workspace, User user) {
        return cookie(part(Sessions.class).start(workspace, user.id(), "test"));
    }

    private static String[] cookie(String session) {
        return new String[] {"Cookie", "prox=" + session, "X-Prox-Page", "1"};
    }

    /// A user who could be asked for a password.
    User makeUserWithPassword(WorkspaceId workspace, String name, Role role) {
        User user = makeUser(workspace, name, role);
        part(Users.class).setPassword(workspace, user.id(), "a password that nobody guesses");
        return user;
    }

    /// What a browser sends of a user who signed in a day ago.
    String[] oldSession(WorkspaceId workspace, User user) {
        return cookie(
                part(Sessions.class)
                        .start(
                                workspace,
                                user.id(),
                                "test",
                                Instant.now().minus(Duration.ofDays(1))));
    }

    /// What a program sends that has a key with these permissions.
    String[] key(WorkspaceId workspace, Set<Permission> permissions) {
        return new String[] {
            "Authorization",
            "Bearer "
                    + part(ApiKeys.class)
                            .make(workspace, "test", permissions, "user_1", Duration.ofDays(1))
                            .secret()
        };
    }

    /// Sends a file.
    Answer upload(String path, String content, String... headers) {
        return ask("POST", path, content, MediaType.APPLICATION_OCTET_STREAM_VALUE, headers);
    }

    /// @param headers names and values in turn
    Answer ask(String method, String path, String body, String... headers) {
        return ask(method, path, body, MediaType.APPLICATION_JSON_VALUE, headers);
    }

    private Answer ask(String method, String path, String body, String type, String[] headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address() + path))
                        .timeout(PATIENCE)
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (!body.isEmpty()) {
            request.header("Content-Type", type);
        }
        try {
            HttpResponse<InputStream> answer =
                    CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream stream = answer.body()) {
                // What never ends is not read.
                boolean ends =
                        !answer.headers()
                                .firstValue("Content-Type")
                                .orElse("")
                                .startsWith(MediaType.TEXT_EVENT_STREAM_VALUE);
                byte[] bytes = ends ? stream.readNBytes(MOST_OF_AN_ANSWER) : new byte[0];
                return new Answer(
                        answer.statusCode(),
                        new String(bytes, StandardCharsets.UTF_8),
                        answer.headers());
            }
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /// Asks, and breaks the connection off at once.
    void leave(String path) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), process.port())) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream()
                    .write(
                            "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                    .formatted(path)
                                    .getBytes(StandardCharsets.US_ASCII));
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    record Answer(int status, String body, HttpHeaders headers) {
        boolean says(String problem) {
            return body.contains("/problems/" + problem + "\"");
        }
    }
}
