package io.prox.platform.web;

import io.prox.platform.access.Permission;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The permission that an endpoint needs; where several are named, all of them. An endpoint with
/// neither this nor [Open] answers nobody.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Requires {
    Permission[] value();
}
