package io.prox.features.normal;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// A phone number by its digits, so that two ways of writing one number are equal. What people add
/// to it (`(0)`, blanks, `ext. 12`) is gone; whether somebody answers is not known.
///
/// @param digits `+` and the country's code and number as by E.164 where the country is known;
///   without it, the 6 to 15 digits as they were written, which are unique in one country only
public record PhoneNumber(String digits) {
    private static final int SHORTEST = 6;
    private static final int LONGEST = 15;
    private static final Pattern DIGITS =
            Pattern.compile("\\+?[0-9]{%d,%d}".formatted(SHORTEST, LONGEST));

    /// What the library calls a country that nobody told.
    private static final String UNKNOWN = "ZZ";

    public PhoneNumber {
        if (!DIGITS.matcher(digits).matches()) {
            throw new IllegalArgumentException("not the digits of a phone number");
        }
    }

    /// Whether the number is unique in the world.
    public boolean isInternational() {
        return digits.startsWith("+");
    }

    /// Code (ISO 3166-1 alpha-2) of the country that gave the number out, where its beginning
    /// tells.
    public Optional<String> country() {
        if (!isInternational()) {
            return Optional.empty();
        }
        try {
            PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
            return Optional.ofNullable(plans.getRegionCodeForNumber(plans.parse(digits, UNKNOWN)));
        } catch (NumberParseException unknownPlan) {
            return Optional.empty();
        }
    }

    /// Reads a number whose country only its `+` or `00` can tell.
    public static Reading<PhoneNumber> read(String text) {
        return read(text, UNKNOWN);
    }

    /// Reads a number that, unless it says otherwise, is one of a country's.
    public static Reading<PhoneNumber> read(String text, Country home) {
        return read(text, home.code());
    }

    private static Reading<PhoneNumber> read(String text, String home) {
        String written = fromFirstDigit(text);
        String digits = digits(written);
        if (!written.startsWith("+") && digits.startsWith("00")) {
            written = "+" + digits.substring(2);
        }
        if (digits.isEmpty()) {
            return refused("has no digits");
        }
        if (digits.chars().distinct().count() == 1) {
            return refused("is one digit over and over");
        }
        boolean countryIsKnown = written.startsWith("+") || !home.equals(UNKNOWN);
        return countryIsKnown ? international(written, home) : ofDigits(digits);
    }

    private static Reading<PhoneNumber> international(String written, String home) {
        PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
        try {
            var number = plans.parse(written, home);
            return switch (plans.isPossibleNumberWithReason(number)) {
                case IS_POSSIBLE -> ofDigits(plans.format(number, PhoneNumberFormat.E164));
                case IS_POSSIBLE_LOCAL_ONLY -> refused("has no area code");
                case INVALID_COUNTRY_CODE -> refused("has a country's code that no country has");
                case TOO_SHORT -> refused("has fewer digits than numbers of its country");
                case TOO_LONG -> refused("has more digits than numbers of its country");
                case INVALID_LENGTH -> refused("is not as long as numbers of its country");
            };
        } catch (NumberParseException notANumber) {
            return switch (notANumber.getErrorType()) {
                case INVALID_COUNTRY_CODE -> refused("has a country's code that no country has");
                case NOT_A_NUMBER -> refused("is no number");
                case TOO_SHORT_AFTER_IDD, TOO_SHORT_NSN -> refused("has too few digits");
                case TOO_LONG -> refused("has too many digits");
            };
        }
    }

    private static Reading<PhoneNumber> ofDigits(String digits) {
        int length = digits.startsWith("+") ? digits.length() - 1 : digits.length();
        return length < SHORTEST || length > LONGEST
                ? refused(
                        "has %d digits, a number has %d to %d".formatted(length, SHORTEST, LONGEST))
                : new Reading.Read<>(new PhoneNumber(digits));
    }

    /// Without what stands before the number, as in `tel: +49 ...` and `(+49) ...`.
    private static String fromFirstDigit(String text) {
        int start = 0;
        while (start < text.length()
                && text.charAt(start) != '+'
                && !Character.isDigit(text.charAt(start))) {
            start++;
        }
        return text.substring(start).strip();
    }

    /// The digits up to an extension (`x 12`, `ext. 12`; those of `-12` stay), in the order they
    /// are dialled.
    public static String digits(String text) {
        var digits = new StringBuilder();
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (Character.isLetter(character) && !digits.isEmpty()) {
                break;
            }
            int digit = Character.digit(character, 10);
            if (digit >= 0) {
                digits.append((char) ('0' + digit));
            }
        }
        return digits.toString();
    }

    private static Reading<PhoneNumber> refused(String reason) {
        return new Reading.Refused<>(reason);
    }
}
