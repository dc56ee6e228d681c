package io.prox.features;

import io.prox.features.normal.PhoneNumber;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A phone number becomes the country of its dialling code and, where the country's numbering plan
/// leaves no doubt, whether it is a mobile. No other digit decides anything.
///
/// Source: ITU-T E.164 (country codes) and the national numbering plans that ITU publishes under
/// E.129. Countries that mix mobile and landline in one range (North America) say nothing about it.
final class PhoneDerivation implements Derivation {
    private static final int COUNTRY = 0;
    private static final int MOBILE = 1;

    /// E.164 allows 15 digits; fewer than 6 are an extension or no number.
    private static final int SHORTEST = 6;

    private static final int LONGEST = 15;
    private static final int LONGEST_CODE = 3;

    private static final String NATIONAL = "without country";
    private static final String UNKNOWN = "unknown country";

    /// Dialling code, country, and the beginnings of national numbers that only mobiles have.
    private static final String PLAN =
            """
            1   US, Canada, Caribbean
            7   Russia, Kazakhstan | 9 70 77
            20  Egypt | 10 11 12 15
            27  South Africa | 6 7 81 82 83 84
            30  Greece | 69
            31  Netherlands | 6
            32  Belgium | 45 46 47 48 49
            33  France | 6 7
            34  Spain | 6 7
            36  Hungary | 20 30 31 50 70
            39  Italy | 3
            40  Romania | 7
            41  Switzerland | 75 76 77 78 79
            43  Austria | 650 660 664 67 68 699
            44  United Kingdom | 71 72 73 74 75 77 78 79
            45  Denmark
            46  Sweden | 70 72 73 76 79
            47  Norway | 4 9
            48  Poland | 45 50 51 53 57 60 66 69 72 73 78 79 88
            49  Germany | 15 16 17
            51  Peru | 9
            52  Mexico
            53  Cuba
            54  Argentina
            55  Brazil
            56  Chile | 9
            57  Colombia | 3
            58  Venezuela | 4
            60  Malaysia | 1
            61  Australia | 4
            62  Indonesia | 8
            63  Philippines | 9
            64  New Zealand | 2
            65  Singapore | 8 9
            66  Thailand | 6 8 9
            81  Japan | 70 80 90
            82  South Korea | 10
            84  Vietnam | 3 5 7 8 9
            86  China | 13 14 15 16 17 18 19
            90  Türkiye | 5
            91  India | 6 7 8 9
            92  Pakistan | 3
            93  Afghanistan | 7
            94  Sri Lanka | 7
            95  Myanmar | 9
            98  Iran | 9
            211 South Sudan
            212 Morocco | 6 7
            213 Algeria | 5 6 7
            216 Tunisia | 2 4 5 9
            218 Libya | 9
            220 Gambia
            221 Senegal | 7
            222 Mauritania
            223 Mali
            224 Guinea
            225 Côte d'Ivoire
            226 Burkina Faso
            227 Niger
            228 Togo
            229 Benin
            230 Mauritius
            231 Liberia
            232 Sierra Leone
            233 Ghana | 2 5
            234 Nigeria | 70 80 81 90 91
            235 Chad
            236 Central African Republic
            237 Cameroon | 6
            238 Cabo Verde
            239 São Tomé and Príncipe
            240 Equatorial Guinea
            241 Gabon
            242 Republic of the Congo
            243 DR Congo | 8 9
            244 Angola | 9
            245 Guinea-Bissau
            246 Diego Garcia
            247 Ascension
            248 Seychelles
            249 Sudan
            250 Rwanda | 7
            251 Ethiopia | 9
            252 Somalia
            253 Djibouti
            254 Kenya | 7 1
            255 Tanzania | 6 7
            256 Uganda | 7
            257 Burundi
            258 Mozambique | 8
            260 Zambia | 7 9
            261 Madagascar | 3
            262 Réunion, Mayotte | 69
            263 Zimbabwe | 7
            264 Namibia | 8
            265 Malawi
            266 Lesotho
            267 Botswana | 7
            268 Eswatini | 7
            269 Comoros
            290 Saint Helena
            291 Eritrea
            297 Aruba
            298 Faroe Islands
            299 Greenland
            350 Gibraltar | 5
            351 Portugal | 91 92 93 96
            352 Luxembourg | 6
            353 Ireland | 82 83 85 86 87 88 89
            354 Iceland | 6 7 8
            355 Albania | 6
            356 Malta | 7 9
            357 Cyprus | 9
            358 Finland | 4 50
            359 Bulgaria | 87 88 89 98 99
            370 Lithuania | 6
            371 Latvia | 2
            372 Estonia | 5
            373 Moldova | 6 7
            374 Armenia | 4 5 7 9
            375 Belarus | 25 29 33 44
            376 Andorra | 3 6
            377 Monaco | 4 6
            378 San Marino
            380 Ukraine | 39 50 63 66 67 68 73 9
            381 Serbia | 6
            382 Montenegro | 6
            383 Kosovo | 4
            385 Croatia | 9
            386 Slovenia | 30 31 40 41 51 64 65 68 69 70 71
            387 Bosnia and Herzegovina | 6
            389 North Macedonia | 7
            420 Czechia | 60 70 72 73 77 79
            421 Slovakia | 9
            423 Liechtenstein | 7
            500 Falkland Islands
            501 Belize | 6
            502 Guatemala
            503 El Salvador | 6 7
            504 Honduras | 3 7 8 9
            505 Nicaragua | 5 7 8
            506 Costa Rica | 5 6 7 8
            507 Panama | 6
            508 Saint Pierre and Miquelon
            509 Haiti
            590 Guadeloupe | 69
            591 Bolivia | 6 7
            592 Guyana | 6
            593 Ecuador | 9
            594 French Guiana | 69
            595 Paraguay | 9
            596 Martinique | 69
            597 Suriname
            598 Uruguay | 9
            599 Curaçao
            670 Timor-Leste | 7
            672 Norfolk Island
            673 Brunei
            674 Nauru
            675 Papua New Guinea | 7
            676 Tonga
            677 Solomon Islands
            678 Vanuatu
            679 Fiji
            680 Palau
            681 Wallis and Futuna
            682 Cook Islands
            683 Niue
            685 Samoa
            686 Kiribati
            687 New Caledonia
            688 Tuvalu
            689 French Polynesia
            690 Tokelau
            691 Micronesia
            692 Marshall Islands
            850 North Korea
            852 Hong Kong
            853 Macao | 6
            855 Cambodia
            856 Laos | 20
            880 Bangladesh | 1
            886 Taiwan | 9
            960 Maldives | 7 9
            961 Lebanon
            962 Jordan | 7
            963 Syria | 9
            964 Iraq | 7
            965 Kuwait | 5 6 9
            966 Saudi Arabia | 5
            967 Yemen | 7
            968 Oman | 7 9
            970 Palestine | 5
            971 United Arab Emirates | 5
            972 Israel | 5
            973 Bahrain | 3
            974 Qatar | 3 5 6 7
            975 Bhutan | 1 7
            976 Mongolia
            977 Nepal | 9
            992 Tajikistan | 9
            993 Turkmenistan | 6
            994 Azerbaijan | 4 5 7 9
            995 Georgia | 5
            996 Kyrgyzstan | 5 7 9
            998 Uzbekistan | 9
            """;

    /// @param level place in the levels of the country feature
    /// @param mobile beginnings of mobile numbers; empty where the plan does not tell
    private record Plan(int level, List<String> mobile) {}

    private static final List<String> LEVELS = levels();
    private static final Map<String, Plan> PLANS = plans();

    private static final List<Feature> FEATURES =
            List.of(
                    Feature.manyValued(
                            "country of number", "dialling code of the phone number", LEVELS),
                    Feature.yesOrNo(
                            "mobile",
                            "numbering plan of the phone number's country",
                            "is no mobile number",
                            "is a mobile number"));

    @Override
    public List<Feature> features() {
        return FEATURES;
    }

    @Override
    public void derive(String cell, double[] values) {
        String digits = PhoneNumber.digits(cell);
        boolean international = cell.strip().startsWith("+");
        if (!international && digits.startsWith("00")) {
            international = true;
            digits = digits.substring(2);
        }
        if (digits.length() < SHORTEST || digits.length() > LONGEST) {
            return;
        }
        if (!international) {
            values[COUNTRY] = LEVELS.indexOf(NATIONAL);
            return;
        }
        for (int length = 1; length <= LONGEST_CODE; length++) {
            Plan plan = PLANS.get(digits.substring(0, length));
            if (plan != null) {
                values[COUNTRY] = plan.level();
                values[MOBILE] = mobile(plan, digits.substring(length));
                return;
            }
        }
        values[COUNTRY] = LEVELS.indexOf(UNKNOWN);
    }

    /// @param national digits after the dialling code; a `(0)` that people write there is skipped,
    ///   except in Italy's plan, where it belongs to the number and no mobile begins with it
    private static double mobile(Plan plan, String national) {
        if (plan.mobile().isEmpty()) {
            return Double.NaN;
        }
        String significant = national.startsWith("0") ? national.substring(1) : national;
        return Derivation.yesOrNo(plan.mobile().stream().anyMatch(significant::startsWith));
    }

    private static List<String> levels() {
        var levels = new ArrayList<String>();
        levels.add(NATIONAL);
        levels.add(UNKNOWN);
        PLAN.lines().forEach(line -> levels.add(country(line)));
        return List.copyOf(levels);
    }

    private static Map<String, Plan> plans() {
        var plans = new HashMap<String, Plan>();
        PLAN.lines()
                .forEach(
                        line -> {
                            int bar = line.indexOf('|');
                            List<String> mobile =
                                    bar < 0
                                            ? List.of()
                                            : List.of(line.substring(bar + 1).strip().split(" "));
                            String code = line.substring(0, line.indexOf(' '));
                            plans.put(code, new Plan(LEVELS.indexOf(country(line)), mobile));
                        });
        return Map.copyOf(plans);
    }

    private static String country(String line) {
        int bar = line.indexOf('|');
        return line.substring(line.indexOf(' '), bar < 0 ? line.length() : bar).strip();
    }
}
