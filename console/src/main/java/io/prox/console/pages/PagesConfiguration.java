package io.prox.console.pages;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// The pages of the console.
@Configuration(proxyBeanMethods = false)
public class PagesConfiguration {
    /// Where the build puts the app.
    static final String APP = "/io/prox/console/web/";

    private static final Duration FOREVER = Duration.ofDays(365);
    private static final Duration FOR_NOW = Duration.ofHours(1);

    @Bean
    PageController pages(SecureRandom chance) {
        return new PageController(Page.read(APP + "index.html"), chance);
    }

    @Bean
    WebMvcConfigurer pageFiles(PageController pages) {
        return new WebMvcConfigurer() {
            @Override
            public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
                resolvers.addFirst(new UnknownAddress(pages));
            }

            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                // The name of an asset holds a hash of its content: what it names never changes.
                handle(
                        registry,
                        "assets/",
                        CacheControl.maxAge(FOREVER).cachePublic().immutable(),
                        "/assets/**");
                handle(
                        registry,
                        "",
                        CacheControl.maxAge(FOR_NOW).cachePublic(),
                        "/favicon.svg",
                        "/theme.js");
            }
        };
    }

    private static void handle(
            ResourceHandlerRegistry registry, String folder, CacheControl cache, String... paths) {
        registry.addResourceHandler(paths)
                .addResourceLocations("classpath:" + APP + folder)
                .setCacheControl(cache)
                .resourceChain(true)
                .addResolver(new SmallestFirst());
    }
}
