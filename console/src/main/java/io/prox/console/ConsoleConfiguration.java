package io.prox.console;

import io.prox.console.access.AccessConfiguration;
import io.prox.platform.Component;
import io.prox.platform.Schema;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The role `console`.
@Configuration(proxyBeanMethods = false)
@Import(AccessConfiguration.class)
public class ConsoleConfiguration {
    /// Of the component, its schema and its outbox.
    public static final String NAME = "console";

    @Bean
    Schema consoleSchema() {
        return new Schema(NAME);
    }

    @Bean
    Component console() {
        return new Component(NAME, false, List.of());
    }
}
