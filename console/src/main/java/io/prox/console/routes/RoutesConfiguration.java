package io.prox.console.routes;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;

/// The ways to components in other processes; none where all run in one.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RoutesProperties.class)
public class RoutesConfiguration {
    @Bean
    FilterRegistrationBean<Forwarding> forwarding(
            RoutesProperties routes,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        var registration = new FilterRegistrationBean<>(new Forwarding(routes, problems));
        // before who calls is found out: the component does that, and a body is read only once
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.addUrlPatterns("/v1/*");
        return registration;
    }

    @Bean
    FilterRegistrationBean<WholeDescription> wholeDescription(
            RoutesProperties routes,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        var registration = new FilterRegistrationBean<>(new WholeDescription(routes, problems));
        registration.addUrlPatterns(WholeDescription.PATH);
        return registration;
    }
}
