package io.prox.ingestion.tracking;

import io.prox.platform.database.Database;
import io.prox.tracker.Tracker;
import java.time.Clock;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;

/// What serves the script for pages.
@Configuration(proxyBeanMethods = false)
@Import(TrackerController.class)
public class TrackingConfiguration {
    @Bean
    Scripts trackerScripts(Database database, Clock clock) {
        var scripts = new Scripts(database, Tracker.load());
        scripts.keep(clock.instant());
        return scripts;
    }

    @Bean
    ServletRegistrationBean<ScriptServlet> scriptServlet(Scripts scripts) {
        return new ServletRegistrationBean<>(new ScriptServlet(scripts), ScriptServlet.ADDRESSES);
    }

    /// Everybody may read it, and nobody signs in to do so.
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain noSecurityAtTheScript() {
        return new DefaultSecurityFilterChain(
                request -> request.getRequestURI().startsWith(ScriptServlet.BEGINNING));
    }
}
