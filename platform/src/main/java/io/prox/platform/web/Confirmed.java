package io.prox.platform.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// An endpoint that a stolen session is not enough for: a user must have proven who they are a
/// short while ago, by their password or with the provider by whom they sign in. API keys, and
/// users who have neither, are not asked.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Confirmed {}
