package io.prox.features.fields;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.features.fields.SensitiveWords.Category;
import io.prox.features.fields.SensitiveWords.Finding;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SensitiveWordsTest {
    /// Columns of exports that are held back rightly.
    private static final Set<String> SPECIAL_HEADERS = Set.of("Latitude", "Longitude");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    HEALTH              | Health condition; disability; Medical History; Blood_Type; Krankheiten; Schwerbehinderung; Grossesse; état de santé; Enfermedades; is_pregnant; Vaccination status
                    RELIGION            | Religion; religious affiliation; Konfession; Religionszugehörigkeit; Religión; Church membership; Kirchensteuer
                    UNION_MEMBERSHIP    | Union member; trade_union; isUnionMember; Gewerkschaft; Syndicat; afiliación sindical
                    SEXUAL_ORIENTATION  | Sexual orientation; sexualOrientation; LGBTQ; Sexuelle Orientierung; Orientation sexuelle; Orientación sexual
                    POLITICAL_OPINION   | Political party; party_affiliation; Voter registration; Parteizugehörigkeit; Parti politique; Afiliación política
                    BIOMETRICS          | Biometric ID; fingerprint; Face scan; Fingerabdruck; Empreinte digitale; Huella dactilar; DNA
                    ETHNIC_ORIGIN       | Ethnicity; Race; race/ethnicity; Ethnische Herkunft; Origine ethnique; Origen étnico; Skin colour
                    CRIMINAL_RECORD     | Criminal record; Convictions; Vorstrafen; Casier judiciaire; Antecedentes penales
                    PRECISE_GEOLOCATION | Latitude; lat; geo_lng; GPS coordinates; Koordinaten; Géolocalisation; Latitud; GeoPoint
                    BEING_A_CHILD       | Children; Number of children; Child's age; Anzahl Kinder; Nombre d'enfants; Hijos; is_minor; Under 16; minderjährig
                    """)
    void aNameTellsInEachLanguage(Category category, String names) {
        for (String name : names.split("; ", -1)) {
            assertThat(SensitiveWords.find(name, List.of()).map(Finding::category))
                    .as(name)
                    .contains(category);
        }
    }

    @Test
    void valuesTellWhateverTheColumnIsCalled() {
        assertThat(category("Attribute 7", "Catholic", "Muslim", "", "Jewish", "other"))
                .isEqualTo(Set.of(Category.RELIGION));
        assertThat(category("Merkmal", "evangelisch", "katholisch", "evangelisch"))
                .isEqualTo(Set.of(Category.RELIGION));
        assertThat(category("Place", "48.13743, 11.57549", "52.5200,13.4050", "40.7128 -74.0060"))
                .isEqualTo(Set.of(Category.PRECISE_GEOLOCATION));
        assertThat(category("Group", "Hispanic or Latino", "African American", "Caucasian"))
                .isEqualTo(Set.of(Category.ETHNIC_ORIGIN));
    }

    @Test
    void fewValuesOrWordsWithinATextTellNothing() {
        assertThat(category("Company", "Catholic", "Siemens", "Bosch", "Allianz", "BASF", "SAP"))
                .isEmpty();
        assertThat(category("Note", "Catholic", "Muslim")).isEmpty();
        assertThat(
                        category(
                                "Note",
                                "Works for a Catholic hospital",
                                "Asked about cancer research software",
                                "Union Investment"))
                .isEmpty();
        assertThat(category("Price", "48.1374", "11.5755", "12.0000")).isEmpty();
        assertThat(category("Version", "1.2, 1.3", "2.0, 2.1", "3.1, 3.2")).isEmpty();
    }

    @Test
    void theReasonNamesTheWordAndNoValue() {
        assertThat(SensitiveWords.find("Customer religion", List.of()).orElseThrow().reason())
                .isEqualTo("its name says 'religion'");
        assertThat(
                        SensitiveWords.find("X", List.of("Catholic", "Catholic", "Catholic"))
                                .orElseThrow()
                                .reason())
                .isEqualTo("most of its values are words of religion");
    }

    @ParameterizedTest
    @MethodSource("ordinaryNames")
    void anOrdinaryColumnRaisesNoAlarm(String name) {
        assertThat(SensitiveWords.find(name, List.of())).isEmpty();
    }

    @Test
    void manyOrdinaryColumnsWereTried() {
        assertThat(ordinaryNames().distinct().count()).isGreaterThanOrEqualTo(400);
    }

    static Stream<String> ordinaryNames() {
        Stream<String> exported =
                ExportHeaders.all().stream()
                        .flatMap(export -> export.columns().stream())
                        .map(column -> column.header().name())
                        .filter(name -> !SPECIAL_HEADERS.contains(name))
                        .distinct();
        return Stream.concat(
                exported,
                """
                Customer Health Score; Account Health; health_score; Deal health; Healthcare; Health Care Provider; Healthcare industry
                Parent Account; Child Account; Number of Child Accounts; Child company ID; Parent-child relationship
                Credit Union; Western Union; European Union member state; Reunion date; Communion
                Race day attendance; Embrace score; Trace ID; Grace period; Third party; Third-Party Cookies; Party size; Partei-Nr der Vertragspartner
                Job location; Store location; Location; Region; Address; Timezone; IP Country; Territory; Geo; Geography; Market
                Device fingerprint; Browser fingerprint; Face value; Surface; Interface; Facebook; Face-to-face meeting
                Age of account; Company age; Lead age; Account age days; Years in business; Stage; Storage; Average order value
                Product interest; Interest; Interests; Orientation session; Preference center; Preferred time; Screen orientation
                Minor version; Minority stake; Kind; Kind of product; Art; Type; Typ; Gender; Title; Marital status; Family plan
                Conversion; Conversion rate; Converted; Conversations; Record ID; Record type; Record count; Recording URL
                Blood bank software user; Faithful customer; Church & Dwight; Catalog; Plate number; Platform; Latest source; Lateral; Longest session
                Policy number; Policy; Politeness score; Campaign; Vote; Upvotes; Votes; Union; State; Status; Partner; Partners; Particulars
                Fiscal year; Tax ID; VAT number; Contract; Contract value; Cost center; Currency; Discount; Deal size; Payment terms
                Clicks; Opens; Sessions; Page views; Bounce rate; Downloads; Webinar attended; Trial started; Demo requested; Form fills; Emails sent
                Sector; Segment; Tier; ICP fit; Persona; Buying role; Decision maker; Budget; Authority; Need; Timeline; Competitor
                Anrede; Abteilung; Umsatz; Kundenart; Vertriebsgebiet; Angebot; Auftrag; Rechnung; Lieferadresse; Zahlungsart; Kinderwagen-Modell
                Effectif; Chiffre d'affaires; Départment; Produit; Devis; Facture; Livraison; Statut; Santé financière de l'entreprise
                Presupuesto; Producto; Factura; Pedido; Zona; Canal; Tipo de cliente; Sucursal; Ubicación; Actividad; Puntuación
                """
                        .lines()
                        .flatMap(line -> Stream.of(line.split("; ", -1))));
    }

    private static Set<Category> category(String name, String... values) {
        return SensitiveWords.find(name, List.of(values))
                .map(finding -> Set.of(finding.category()))
                .orElse(Set.of());
    }
}
