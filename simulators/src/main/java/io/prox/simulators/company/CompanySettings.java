package io.prox.simulators.company;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.ZoneOffset;

/// Which company, and how much of its past.
///
/// @param seed another seed gives other people and other fates by the same process
/// @param now where the past ends and the continuation begins
/// @param leads of the past, at least 1
/// @param months that the past lasts, 1 to 120
public record CompanySettings(long seed, Instant now, int leads, int months) {
    public CompanySettings {
        requireNonNull(now, "now");
        if (leads < 1 || leads > Lead.MOST) {
            throw new IllegalArgumentException("leads are not 1 to " + Lead.MOST + ": " + leads);
        }
        if (months < 1 || months > 120) {
            throw new IllegalArgumentException("months are not 1 to 120: " + months);
        }
    }

    /// 18 months with 20,000 leads.
    public static CompanySettings usual(long seed, Instant now) {
        return new CompanySettings(seed, now, 20_000, 18);
    }

    /// The first instant of the past.
    Instant start() {
        return now.atZone(ZoneOffset.UTC).minusMonths(months).toInstant();
    }
}
