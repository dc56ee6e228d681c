package io.prox.simulators.company;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Phone numbers that ring nowhere: each lies in a range that a regulator keeps for films and
/// books.
///
/// Sources: Germany, Bundesnetzagentur, Mitteilung 148/2021 (Amtsblatt 7/2021, "Drama Numbers").
/// France, ARCEP, décision 2018-0881. United Kingdom, Ofcom, "Telephone numbers for use in TV and
/// radio drama programmes". North America, NANPA: 555-0100 to 555-0199 in every area. Australia,
/// ACMA, "Phone numbers for use in TV shows, films and creative works".
///
/// Other countries keep no range or one too small. Whom they belong to either gives no number, or
/// that of a head office in one of these.
final class PhoneNumbers {
    /// A range: `49 30 23125:5` is +49 30 23125 and five digits more.
    ///
    /// In Germany a range has three free digits; two more are an extension behind a number that
    /// nobody has.
    private static final Map<Country, List<Range>> RANGES = new EnumMap<>(Country.class);

    private static final List<Country> HEAD_OFFICES = List.of(Country.GERMANY, Country.FRANCE);

    private static final double WITH_HEAD_OFFICE = 0.6;

    /// Has no factor in common with a power of ten, so that it meets every number of a range once.
    private static final int STEP = 1309;

    static {
        put(
                Country.GERMANY,
                "49 30 23125:5|49 69 90009:5|49 40 66969:5|49 221 4710:5|49 89 99998:5");
        put(
                Country.FRANCE,
                "33 1 9900:4|33 2 6191:4|33 3 5301:4|33 4 6571:4|33 5 3649:4|33 6 3998:4");
        put(
                Country.UNITED_KINGDOM,
                "44 113 4960:3|44 114 4960:3|44 115 4960:3|44 116 4960:3|44 117 4960:3|44 118 4960:3"
                        + "|44 121 4960:3|44 131 4960:3|44 141 4960:3|44 151 4960:3|44 161 4960:3"
                        + "|44 191 4980:3|44 20 79460:3|44 29 20180:3|44 1632 960:3|44 7700 900:3");
        put(
                Country.UNITED_STATES,
                northAmerican(
                        """
                        201 202 203 205 206 207 208 209 210 212 213 214 215 216 217 218 219 224 225
                        228 229 231 234 239 240 248 251 252 253 254 256 260 262 267 269 270 276 281
                        301 302 303 304 305 307 308 309 310 312 313 314 315 316 317 318 319 320 321
                        323 325 330 334 336 337 339 347 351 352 360 361 386 401 402 404 405 406 407
                        408 409 410 412 413 414 415 417 419 423 425 432 434 435 440 443 469 478 479
                        480 484 501 502 503 504 505 507 508 509 510 512 513 515 516 517 518 520 530
                        540 541 551 559 561 562 563 567 570 571 573 574 575 580 585 586 601 602 603
                        605 606 607 608 609 610 612 614 615 616 617 618 619 620 623 626 630 631 636
                        641 646 650 651 660 661 662 678 682 701 702 703 704 706 707 708 712 713 714
                        715 716 717 718 719 720 724 727 731 732 734 740 754 757 760 763 765 770 772
                        773 774 775 781 785 786 801 802 803 804 805 806 808 810 812 813 814 815 816
                        817 818 828 830 831 832 843 845 847 850 856 857 858 859 860 862 863 864 865
                        870 901 903 904 906 907 908 909 910 912 913 914 915 916 917 918 919 920 925
                        928 931 936 937 940 941 949 951 952 954 956 970 971 972 973 978 979 980 985
                        989
                        """));
        put(
                Country.CANADA,
                northAmerican(
                        """
                        204 226 236 249 250 289 306 343 365 403 416 418 431 437 438 450 506 514 519
                        548 579 581 587 604 613 639 647 705 709 778 780 782 807 819 825 867 873 902
                        905
                        """));
        put(
                Country.AUSTRALIA,
                "61 2 5550:4|61 2 7010:4|61 3 5550:4|61 3 7010:4|61 7 5550:4|61 7 7010:4|61 8 5550:4"
                        + "|61 8 7010:4");
    }

    private PhoneNumbers() {}

    private static void put(Country country, String ranges) {
        RANGES.put(country, Words.barred(ranges).stream().map(Range::of).toList());
    }

    private static String northAmerican(String areas) {
        return Words.blank(areas).stream()
                .map(area -> "1 %s 55501:2".formatted(area))
                .reduce((one, other) -> one + "|" + other)
                .orElseThrow();
    }

    /// A number for a person, written `+49 30 2312512345`; empty where the country keeps none.
    ///
    /// @param person people of close numbers have different ones, as long as the ranges suffice
    static Optional<String> draw(Country country, int person, Dice dice) {
        boolean abroad = !RANGES.containsKey(country);
        if (abroad && !dice.chance(WITH_HEAD_OFFICE)) {
            return Optional.empty();
        }
        List<Range> ranges =
                RANGES.getOrDefault(abroad ? dice.oneOf(HEAD_OFFICES) : country, List.of());
        Range range = ranges.get(person % ranges.size());
        return Optional.of(range.number(person / ranges.size()));
    }

    /// @param code of the country
    /// @param area of the national number
    /// @param start of the subscriber's number
    /// @param free digits behind it
    private record Range(String code, String area, String start, int free) {
        static Range of(String text) {
            List<String> parts = List.of(text.split("[ :]", -1));
            return new Range(
                    parts.get(0), parts.get(1), parts.get(2), Integer.parseInt(parts.get(3)));
        }

        String number(int index) {
            int capacity = (int) StrictMath.pow(10, free);
            int digits = (int) ((long) index * STEP % capacity);
            String text = Integer.toString(digits);
            String padded = "0".repeat(free - text.length()) + text;
            return "+" + code + " " + area + " " + start + padded;
        }
    }
}
