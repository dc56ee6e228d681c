package io.prox.simulators.company;

import java.util.List;

/// What a company does. Its words end the names of companies: as many as there are rounds in
/// [Accounts].
@SuppressWarnings("ImmutableEnumChecker") // its lists and sets are never changed
enum Industry {
    MANUFACTURING("Manufacturing", "Maschinenbau", 22, "Works|Precision|Machines|Castings"),
    LOGISTICS("Logistics", "Logistik", 14, "Logistics|Freight|Cargo|Haulage"),
    CONSTRUCTION("Construction", "Bau", 9, "Build|Construct|Civil|Structures"),
    HEALTHCARE("Healthcare", "Gesundheit", 10, "Care|Clinics|Medical|Health"),
    RETAIL("Retail", "Handel", 11, "Stores|Retail|Markets|Trading"),
    FOOD("Food and beverage", "Lebensmittel", 8, "Foods|Bakeries|Dairy|Beverages"),
    ENERGY("Energy", "Energie", 6, "Energy|Power|Grid|Solar"),
    SOFTWARE("Software", "Software", 8, "Software|Systems|Digital|Cloud"),
    CONSULTING("Consulting", "Beratung", 5, "Advisors|Consulting|Partners|Strategy"),
    EDUCATION("Education", "Bildung", 3, "College|Academy|Institute|Campus"),
    PUBLIC_SECTOR("Public sector", "Öffentlicher Dienst", 4, "Council|District|Authority|Bureau");

    static final Shares<Industry> SHARES =
            Shares.of(List.of(values()), industry -> industry.weight);

    final String english;
    final String german;
    final List<String> words;
    private final double weight;

    Industry(String english, String german, double weight, String words) {
        this.english = english;
        this.german = german;
        this.weight = weight;
        this.words = Words.barred(words);
    }
}
