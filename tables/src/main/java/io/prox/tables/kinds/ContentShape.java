package io.prox.tables.kinds;

/// What the text of one cell looks like, told from its characters alone.
final class ContentShape {
    private ContentShape() {}

    /// `local@domain.tld`: the part that decides a column, not the whole of RFC 5322.
    static boolean isEmail(String text) {
        String address = text.startsWith("mailto:") ? text.substring(7) : text;
        int at = address.indexOf('@');
        if (at < 1 || at > 64 || at != address.lastIndexOf('@')) {
            return false;
        }
        int dot = address.lastIndexOf('.');
        if (dot < at + 2 || dot > address.length() - 3) {
            return false;
        }
        for (int index = 0; index < address.length(); index++) {
            char character = address.charAt(index);
            if (Character.isWhitespace(character) || ",;<>()[]\"\\".indexOf(character) >= 0) {
                return false;
            }
        }
        return true;
    }

    /// An address with a scheme, or with `www.`, or a bare domain with a usual ending.
    static boolean isUrl(String folded) {
        if (folded.startsWith("http://")
                || folded.startsWith("https://")
                || folded.startsWith("ftp://")
                || folded.startsWith("www.")) {
            return folded.length() > 8 && folded.indexOf(' ') < 0;
        }
        int slash = folded.indexOf('/');
        String host = slash < 0 ? folded : folded.substring(0, slash);
        int dot = host.lastIndexOf('.');
        if (dot < 1 || host.indexOf('@') >= 0) {
            return false;
        }
        for (int index = 0; index < host.length(); index++) {
            char character = host.charAt(index);
            if (!(character >= 'a' && character <= 'z')
                    && !(character >= '0' && character <= '9')
                    && character != '.'
                    && character != '-') {
                return false;
            }
        }
        return switch (host.substring(dot + 1)) {
            case "com",
                    "org",
                    "net",
                    "io",
                    "co",
                    "ai",
                    "dev",
                    "app",
                    "edu",
                    "gov",
                    "info",
                    "biz",
                    "de",
                    "uk",
                    "fr",
                    "es",
                    "it",
                    "nl",
                    "eu",
                    "us",
                    "ca",
                    "au",
                    "in",
                    "jp",
                    "br",
                    "ch",
                    "at",
                    "se",
                    "no",
                    "dk",
                    "pl" ->
                    true;
            default -> false;
        };
    }

    /// 7 to 15 digits (ITU-T E.164) with nothing between them but what telephone numbers are
    /// written with, and an extension after them perhaps.
    static boolean isPhone(String folded) {
        int end = extension(folded);
        int digits = 0;
        int open = 0;
        for (int index = 0; index < end; index++) {
            char character = folded.charAt(index);
            if (character >= '0' && character <= '9') {
                digits++;
            } else if (character == '(') {
                open++;
            } else if (character == ')') {
                open--;
            } else if (character == '+' ? index > 1 : " -./\u00A0".indexOf(character) < 0) {
                return false;
            }
        }
        return open == 0 && digits >= 7 && digits <= 15;
    }

    /// A phone number that could hardly be another number: it begins with `+` or `(`, or its digits
    /// stand in groups.
    static boolean isSurelyPhone(String folded) {
        if (!isPhone(folded)) {
            return false;
        }
        char first = folded.charAt(0);
        if (first == '+' || first == '(') {
            return true;
        }
        int groups = 0;
        for (int index = 0; index < folded.length(); index++) {
            char character = folded.charAt(index);
            groups += character == ' ' || character == '-' || character == '/' ? 1 : 0;
        }
        return groups >= 1 && folded.indexOf('.') < 0 && groups <= 5;
    }

    /// A UUID, a hash in hexadecimal, or letters and digits mixed in one word: a key that a program
    /// made.
    static boolean isHash(String folded) {
        if (folded.length() < 6 || folded.length() > 128) {
            return false;
        }
        int digits = 0;
        int letters = 0;
        int changes = 0;
        boolean wasDigit = false;
        for (int index = 0; index < folded.length(); index++) {
            char character = folded.charAt(index);
            boolean digit = character >= '0' && character <= '9';
            boolean letter =
                    (character >= 'a' && character <= 'z')
                            || (character >= 0x80 && Character.isLetter(character));
            if (!digit && !letter && character != '-' && character != '_') {
                return false;
            }
            digits += digit ? 1 : 0;
            letters += letter ? 1 : 0;
            changes += (digit || letter) && index > 0 && digit != wasDigit ? 1 : 0;
            wasDigit = digit;
        }
        return digits > 0 && letters > 0 && (changes >= 2 || folded.length() >= 16);
    }

    /// Two to four words of letters, each begun with a capital: how names of people and companies
    /// are written.
    static boolean isLikeName(String text) {
        int words = 0;
        boolean inWord = false;
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (Character.isLetter(character)) {
                if (!inWord) {
                    if (!Character.isUpperCase(character)) {
                        return false;
                    }
                    words++;
                    inWord = true;
                }
            } else if (character == ' ') {
                inWord = false;
            } else if ("-'.’,&".indexOf(character) < 0) {
                return false;
            }
        }
        return words >= 2 && words <= 4;
    }

    static int words(String text) {
        int words = 0;
        boolean inWord = false;
        for (int index = 0; index < text.length(); index++) {
            boolean blank = Character.isWhitespace(text.charAt(index));
            words += !blank && !inWord ? 1 : 0;
            inWord = !blank;
        }
        return words;
    }

    private static int extension(String folded) {
        int mark = Math.max(folded.indexOf('x'), folded.indexOf("ext"));
        if (mark < 7) {
            return folded.length();
        }
        int end = folded.indexOf("ext") >= 7 ? folded.indexOf("ext") : mark;
        for (int index = end; index < folded.length(); index++) {
            char character = folded.charAt(index);
            if (!Character.isDigit(character) && "ext. ".indexOf(character) < 0) {
                return folded.length();
            }
        }
        return end;
    }
}
