package io.prox.console.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

class ProviderConfigurationTest {
    static Stream<Map<String, Object>> without() {
        return Stream.of(
                Map.of(),
                Map.of("prox.console.provider.issuer", ""),
                Map.of("prox.console.provider.issuer", "", "prox.console.provider.name", "Acme"));
    }

    @ParameterizedTest
    @MethodSource("without")
    void makesNothingWithoutAnIssuer(Map<String, Object> settings) {
        try (var context = new AnnotationConfigApplicationContext()) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("settings", settings));
            context.register(ProviderConfiguration.class);
            context.refresh();

            assertThat(context.getBeanNamesForType(Provider.class)).isEmpty();
            assertThat(context.getBean(ProviderProperties.class).issuer()).isEmpty();
        }
    }
}
