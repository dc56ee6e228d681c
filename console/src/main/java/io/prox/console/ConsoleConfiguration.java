package io.prox.console;

import io.prox.platform.Component;
import io.prox.platform.Schema;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The role `console`.
@Configuration(proxyBeanMethods = false)
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
