package io.prox.features.events;

import io.prox.features.reading.Texts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Values of JSON as a sender meant them, whatever type they came in.
final class EventValues {
    /// Since 2001 a time in milliseconds is larger than this, and one in seconds is not until the
    /// year 5138.
    private static final long MILLISECONDS = 100_000_000_000L;

    private static final long LATEST_SECOND = 9_999_999_999L;

    /// A number with more places stays in scientific notation.
    private static final int LONGEST_SCALE = 30;

    private static final List<Function<String, Instant>> TIMES =
            List.of(
                    text -> DateTimeFormatter.ISO_INSTANT.parse(text, Instant::from),
                    text -> OffsetDateTime.parse(text).toInstant(),
                    text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
                    text -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));

    private EventValues() {}

    /// The members of an object; empty where the value is none.
    static Optional<Map<String, @Nullable Object>> object(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> members = new HashMap<>();
        map.forEach((key, member) -> members.put(String.valueOf(key), member));
        return Optional.of(members);
    }

    /// A text, a number or a truth as a text; empty for nothing, a blank and whatever has parts.
    static Optional<String> text(@Nullable Object value) {
        return switch (value) {
            case String text -> Optional.of(clean(text)).filter(clean -> !clean.isEmpty());
            case BigDecimal number -> Optional.of(plain(number));
            case BigInteger number -> Optional.of(number.toString());
            case Double number when Double.isFinite(number) ->
                    Optional.of(plain(BigDecimal.valueOf(number)));
            case Long number -> Optional.of(number.toString());
            case Integer number -> Optional.of(number.toString());
            case Boolean truth -> Optional.of(truth.toString());
            case null, default -> Optional.empty();
        };
    }

    /// As people write it, unless that is very long.
    private static String plain(BigDecimal number) {
        return Math.abs(number.scale()) > LONGEST_SCALE
                ? number.toString()
                : number.toPlainString();
    }

    static String clean(String text) {
        return Texts.clean(text);
    }

    /// An instant as ISO 8601 writes it, without an offset in UTC, or as seconds or milliseconds
    /// since 1970; empty where the value is no time.
    static Optional<Instant> time(@Nullable Object value) {
        if (value instanceof Number number) {
            return sinceEpoch(number);
        }
        if (!(value instanceof String text)) {
            return Optional.empty();
        }
        for (Function<String, Instant> reading : TIMES) {
            try {
                return Optional.of(reading.apply(text.strip()));
            } catch (DateTimeException another) {
                // perhaps in the next form
            }
        }
        return Optional.empty();
    }

    private static Optional<Instant> sinceEpoch(Number number) {
        double value = number.doubleValue();
        if (!Double.isFinite(value) || Math.abs(value) > LATEST_SECOND * 1000.0) {
            return Optional.empty();
        }
        return Optional.of(
                Math.abs(value) < MILLISECONDS
                        ? Instant.ofEpochMilli(Math.round(value * 1000))
                        : Instant.ofEpochMilli(Math.round(value)));
    }
}
