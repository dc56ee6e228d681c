package io.prox.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.prox.platform.database.TestDatabase;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What an operator hears of a process that does not start.
class StartTroubleTest {
    @TempDir private static Path folder;

    private static TestDatabase test;

    @BeforeAll
    static void start() {
        test = new TestDatabase();
    }

    @AfterAll
    static void stop() {
        test.close();
    }

    @Test
    void namesEverySettingThatIsMissing() {
        Map<String, Object> given = settings();
        given.keySet()
                .removeAll(
                        List.of(
                                "prox.database.url",
                                "prox.database.owner-password",
                                "prox.database.password",
                                "prox.log.bootstrap-servers",
                                "prox.master-key"));

        assertThatThrownBy(() -> start(given))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(
                        "prox.database.owner-password is missing; prox.database.password is missing;"
                                + " prox.database.url is missing; prox.log.bootstrap-servers is missing;"
                                + " prox.master-key is missing.");
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                arguments("prox.database.password", "no", "prox.database.user"),
                arguments("prox.database.owner-password", "no", "prox.database.owner"),
                arguments("prox.database.url", "postgresql://x/y", "prox.database.url is not"),
                arguments(
                        "prox.database.url",
                        "jdbc:postgresql://no-such-host.invalid/prox",
                        "there is no host no-such-host.invalid. Check prox.database.url"),
                arguments("prox.log.bootstrap-servers", "kafka", "prox.log.bootstrap-servers"),
                arguments("prox.jobs-at-once", "some", "prox.jobs-at-once: 'some'"),
                arguments("prox.jobs-at-once", "0", "prox.jobs-at-once must be"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void namesTheSettingThatIsWrong(String key, String value, String words) {
        Map<String, Object> given = settings();
        given.put(key, value);

        assertThatThrownBy(() -> start(given))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(words);
    }

    @Test
    void namesTheSettingOfABrokerThatDoesNotAnswer() {
        Map<String, Object> given = settings();
        given.put("prox.log.bootstrap-servers", "127.0.0.1:1");
        given.put("prox.log.client.default.api.timeout.ms", "500");
        given.put("prox.log.client.request.timeout.ms", "500");

        assertThatThrownBy(() -> start(given))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "Kafka at 127.0.0.1:1 does not answer. Check prox.log.bootstrap-servers, and"
                                + " that it runs");
    }

    @Test
    void namesThePortThatIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            for (String key : List.of("prox.ops.port", "server.port")) {
                Map<String, Object> given = settings();
                given.put(key, taken.getLocalPort());

                assertThatThrownBy(() -> start(given))
                        .isInstanceOf(SettingsException.class)
                        .hasMessageContaining("port %d is taken", taken.getLocalPort())
                        .hasMessageContaining(key);
            }
        }
    }

    @Test
    void refusesAKeyThatThereIsNot() {
        Map<String, Object> given = settings();
        given.put("prox.log.copys", 1);
        given.put("prox.databse.url", "x");

        assertThatThrownBy(
                        () ->
                                ServiceProcess.start(
                                        List.of(Nothing.class),
                                        List.of(PlatformProperties.class),
                                        given))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(
                        "there is no setting prox.databse.url, prox.log.copys. Settings come from");
    }

    @Test
    void takesEveryKeyThatThereIsHoweverItIsWritten() {
        Map<String, Object> given = settings();
        given.put("prox.jobsAtOnce", 1);
        given.put("prox.log.client.client.id", "x");

        ServiceProcess.start(List.of(Nothing.class), List.of(PlatformProperties.class), given)
                .close();
    }

    private static Map<String, Object> settings() {
        return new HashMap<>(test.settings(folder.resolve("master.key")));
    }

    private static void start(Map<String, Object> settings) {
        assertThat(ServiceProcess.start(List.of(Nothing.class), settings)).isNull();
    }

    @Configuration(proxyBeanMethods = false)
    static class Nothing {
        @Bean
        Component nothing() {
            return new Component("nothing", false, List.of());
        }
    }
}
