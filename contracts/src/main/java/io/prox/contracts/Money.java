package io.prox.contracts;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/// An amount in a currency.
///
/// @param amount at most 18 digits before and 6 after the point
/// @param currency three capital letters, ISO 4217
public record Money(BigDecimal amount, String currency) {
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final int MOST_DIGITS = 18;
    private static final int MOST_DECIMALS = 6;

    public Money {
        requireNonNull(amount, "amount");
        if (amount.scale() > MOST_DECIMALS
                || amount.precision() - (long) amount.scale() > MOST_DIGITS) {
            throw new IllegalArgumentException(
                    "amount has more than %d digits before or %d after the point"
                            .formatted(MOST_DIGITS, MOST_DECIMALS));
        }
        if (!CURRENCY.matcher(currency).matches()) {
            throw new IllegalArgumentException(
                    "currency is not three capital letters: " + currency);
        }
    }
}
