package io.prox.simulators.company;

import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// A language in which people write their job titles, and the words for them: those for departments
/// in the order of [Department], those of the general management, and a pattern or more for each
/// seniority.
@SuppressWarnings("ImmutableEnumChecker") // its lists and maps are never changed
enum Language {
    ENGLISH(
            "Operations|Human Resources|IT|Finance|Sales|Marketing",
            "CEO|Managing Director|Owner|Founder",
            "Chief %s Officer|Executive Board, %s",
            "Head of %s|Director of %s|VP %s",
            "%s Manager|%s Team Lead",
            "%s Specialist|%s Coordinator|%s Analyst",
            "%s Intern|Junior %s Assistant"),
    GERMAN(
            "Produktion|Personal|EDV|Finanzen|Vertrieb|Werbung",
            "Geschäftsführer|Geschäftsführerin|Inhaber|Vorstandsvorsitzende",
            "Geschäftsführer %s|Vorständin %s",
            "Leiter %s|Leiterin %s|Bereichsleiter %s",
            "Teamleiter %s|Teamleiterin %s",
            "Referent %s|Sachbearbeiterin %s|Fachkraft %s",
            "Werkstudent %s|Praktikantin %s"),
    FRENCH(
            "Opérations|Ressources humaines|Informatique|Finances|Ventes|Publicité",
            "Président|Directrice générale|Gérant",
            "Directeur exécutif %s|Vice-présidente %s",
            "Directeur %s|Directrice %s",
            "Responsable %s|Chef d'équipe %s",
            "Chargé de mission %s|Assistante %s|Coordinateur %s",
            "Stagiaire %s|Alternante %s"),
    SPANISH(
            "Operaciones|Recursos Humanos|Informática|Finanzas|Ventas|Publicidad",
            "Director General|Gerente|Propietaria",
            "Director Ejecutivo de %s|Vicepresidenta de %s",
            "Directora de %s|Jefe de Área de %s",
            "Encargado de %s|Jefa de Equipo de %s",
            "Técnico de %s|Analista de %s",
            "Becario de %s|Prácticas en %s"),
    ITALIAN(
            "Operazioni|Risorse Umane|Sistemi Informativi|Finanza|Vendite|Pubblicità",
            "Amministratore Delegato|Titolare|Presidente",
            "Direttore Esecutivo %s|Vicepresidente %s",
            "Direttore %s|Direttrice %s",
            "Responsabile %s|Capo Team %s",
            "Specialista %s|Impiegata %s",
            "Stagista %s|Tirocinante %s"),
    DUTCH(
            "Productie|Personeelszaken|ICT|Financiën|Verkoop|Reclame",
            "Algemeen directeur|Eigenaar|Oprichter",
            "Directeur %s|Bestuurslid %s",
            "Hoofd %s|Afdelingshoofd %s",
            "Teamleider %s|Manager %s",
            "Medewerker %s|Coördinator %s",
            "Stagiair %s|Trainee %s");

    private final Map<Department, String> departments = new EnumMap<>(Department.class);
    private final List<String> management;
    private final List<String> executive;
    private final List<String> director;
    private final List<String> manager;
    private final List<String> specialist;
    private final List<String> junior;

    Language(
            String departments,
            String management,
            String executive,
            String director,
            String manager,
            String specialist,
            String junior) {
        Iterator<String> words = Words.barred(departments).iterator();
        for (Department department : Department.values()) {
            if (department != Department.MANAGEMENT) {
                this.departments.put(department, words.next());
            }
        }
        this.management = Words.barred(management);
        this.executive = Words.barred(executive);
        this.director = Words.barred(director);
        this.manager = Words.barred(manager);
        this.specialist = Words.barred(specialist);
        this.junior = Words.barred(junior);
    }

    JobTitle title(Seniority seniority, Department department, Dice dice) {
        List<String> patterns =
                department == Department.MANAGEMENT ? management : patterns(seniority);
        String text = dice.oneOf(patterns).replace("%s", departments.getOrDefault(department, ""));
        return new JobTitle(text, seniority, department);
    }

    private List<String> patterns(Seniority seniority) {
        return switch (seniority) {
            case EXECUTIVE -> executive;
            case DIRECTOR -> director;
            case MANAGER -> manager;
            case SPECIALIST -> specialist;
            case JUNIOR -> junior;
        };
    }
}
