package io.prox.console;

import io.prox.console.access.AccessConfiguration;
import io.prox.console.pages.PagesConfiguration;
import io.prox.console.routes.RoutesConfiguration;
import io.prox.console.work.WorkConfiguration;
import io.prox.console.work.WorkConsumers;
import io.prox.platform.Component;
import io.prox.platform.Schema;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The role `console`.
@Configuration(proxyBeanMethods = false)
@Import({
    AccessConfiguration.class,
    PagesConfiguration.class,
    RoutesConfiguration.class,
    WorkConfiguration.class
})
public class ConsoleConfiguration {
    /// Of the component, its schema and its outbox.
    public static final String NAME = "console";

    @Bean
    Schema consoleSchema() {
        return new Schema(NAME);
    }

    @Bean
    Component console(WorkConsumers work) {
        return new Component(NAME, true, work.loops());
    }
}
