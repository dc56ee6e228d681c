package io.prox.console.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.resource.EncodedResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/// Finds a file as the build compressed it: by Brotli where the browser takes that, though browsers
/// name gzip first, which is larger.
final class SmallestFirst extends EncodedResourceResolver {
    private static final String BROTLI = "br";

    @Override
    protected @Nullable Resource resolveResourceInternal(
            @Nullable HttpServletRequest request,
            String path,
            List<? extends Resource> locations,
            ResourceResolverChain chain) {
        HttpServletRequest asked = request;
        if (request != null && takesBrotli(request.getHeader(HttpHeaders.ACCEPT_ENCODING))) {
            asked = new Brotli(request);
        }
        return super.resolveResourceInternal(asked, path, locations, chain);
    }

    static boolean takesBrotli(@Nullable String encodings) {
        return encodings != null
                && Arrays.stream(encodings.split(",", -1))
                        .map(encoding -> encoding.replace(" ", ""))
                        .anyMatch(
                                encoding ->
                                        encoding.equals(BROTLI)
                                                || (encoding.startsWith(BROTLI + ";q=")
                                                        && !encoding.matches(".*q=0(\\.0*)?")));
    }

    /// The request of one who takes nothing else.
    private static final class Brotli extends HttpServletRequestWrapper {
        Brotli(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equalsIgnoreCase(HttpHeaders.ACCEPT_ENCODING)
                    ? BROTLI
                    : super.getHeader(name);
        }
    }
}
