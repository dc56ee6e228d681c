package io.prox.platform.audit;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// Something that was done, or read.
///
/// @param number counts the entries of a workspace from 1, without gaps
/// @param actor who: a user or key by identifier, or `prox`
/// @param action what: `lead.read`, `model.promoted`
/// @param subject to what, by identifier
/// @param detail more of it
/// @param origin network address that the request came from, shortened
public record AuditEntry(
        long number,
        Instant at,
        String actor,
        String action,
        String subject,
        Map<String, String> detail,
        String origin) {
    public AuditEntry {
        detail = Collections.unmodifiableMap(new TreeMap<>(detail));
    }
}
