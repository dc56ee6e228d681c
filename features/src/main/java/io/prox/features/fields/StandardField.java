package io.prox.features.fields;

import io.prox.tables.Kind;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The fields that ProX understands of a lead. A closed list: what else a customer knows of a lead
/// is a column of their own, which ProX learns from without knowing its meaning.
///
/// A field that identifies is sealed at the door; downstream only what is derived from it is known.
/// Keys and labels are stable: APIs, profiles and stored models use them.
public enum StandardField {
    EMAIL(
            "email",
            "Email",
            Group.PERSON,
            ValueType.EMAIL_ADDRESS,
            Kind.EMAIL,
            Privacy.SEALED,
            "reaches the person, and often spells the name"),
    FIRST_NAME(
            "firstName",
            "First name",
            Group.PERSON,
            ValueType.PERSON_NAME,
            Kind.IDENTIFIER,
            Privacy.SEALED,
            "names the person"),
    LAST_NAME(
            "lastName",
            "Last name",
            Group.PERSON,
            ValueType.PERSON_NAME,
            Kind.IDENTIFIER,
            Privacy.SEALED,
            "names the person"),
    FULL_NAME(
            "fullName",
            "Full name",
            Group.PERSON,
            ValueType.PERSON_NAME,
            Kind.IDENTIFIER,
            Privacy.SEALED,
            "names the person"),
    PHONE(
            "phone",
            "Phone",
            Group.PERSON,
            ValueType.PHONE_NUMBER,
            Kind.PHONE,
            Privacy.SEALED,
            "reaches the person, or the household"),
    MOBILE(
            "mobile",
            "Mobile phone",
            Group.PERSON,
            ValueType.PHONE_NUMBER,
            Kind.PHONE,
            Privacy.SEALED,
            "reaches the person"),
    JOB_TITLE(
            "jobTitle",
            "Job title",
            Group.PERSON,
            ValueType.JOB_TITLE,
            Privacy.SEALED,
            "with the company, often fits one person only"),
    LANGUAGE(
            "language",
            "Language",
            Group.PERSON,
            ValueType.LANGUAGE,
            Kind.CATEGORY,
            Privacy.OPEN,
            "shared by millions"),
    COMPANY(
            "company",
            "Company",
            Group.COMPANY,
            ValueType.COMPANY_NAME,
            Kind.IDENTIFIER,
            Privacy.SEALED,
            "may bear its owner's name, and with a rank points at one person"),
    WEBSITE(
            "website",
            "Website",
            Group.COMPANY,
            ValueType.WEB_ADDRESS,
            Kind.URL,
            Privacy.SEALED,
            "names the company, and may carry personal parameters"),
    INDUSTRY(
            "industry",
            "Industry",
            Group.COMPANY,
            ValueType.WORD,
            Privacy.OPEN,
            "shared by many companies"),
    COMPANY_SIZE(
            "companySize",
            "Company size",
            Group.COMPANY,
            ValueType.COMPANY_SIZE,
            Privacy.OPEN,
            "shared by many companies; features use a band of it"),
    ANNUAL_REVENUE(
            "annualRevenue",
            "Annual revenue",
            Group.COMPANY,
            ValueType.MONEY,
            Privacy.OPEN,
            "says something of a company, nothing of a person"),
    STREET(
            "street",
            "Street",
            Group.COMPANY,
            ValueType.STREET,
            Privacy.SEALED,
            "leads to a door, at home for those who work there"),
    POSTCODE(
            "postcode",
            "Postcode",
            Group.COMPANY,
            ValueType.POSTCODE,
            Privacy.SEALED,
            "is a handful of houses in some countries"),
    CITY(
            "city",
            "City",
            Group.COMPANY,
            ValueType.PLACE,
            Privacy.OPEN,
            "shared by thousands; villages are the exception"),
    REGION(
            "region",
            "Region or state",
            Group.COMPANY,
            ValueType.PLACE,
            Privacy.OPEN,
            "shared by hundreds of thousands"),
    COUNTRY(
            "country",
            "Country",
            Group.COMPANY,
            ValueType.COUNTRY,
            Privacy.OPEN,
            "shared by millions"),
    SOURCE(
            "source",
            "Source",
            Group.ORIGIN,
            ValueType.WORD,
            Privacy.OPEN,
            "says where the lead came from, not who it is"),
    CAMPAIGN(
            "campaign",
            "Campaign",
            Group.ORIGIN,
            ValueType.WORD,
            Privacy.OPEN,
            "says what the lead answered to, not who it is"),
    CREATED_AT(
            "createdAt",
            "Created at",
            Group.ORIGIN,
            ValueType.INSTANT,
            Kind.DATE,
            Privacy.OPEN,
            "a time says nothing of a person by itself"),
    OUTCOME(
            "outcome",
            "Outcome",
            Group.OUTCOME,
            ValueType.OUTCOME,
            Privacy.OPEN,
            "what became of the lead is what ProX learns"),
    OUTCOME_AT(
            "outcomeAt",
            "Outcome time",
            Group.OUTCOME,
            ValueType.INSTANT,
            Kind.DATE,
            Privacy.OPEN,
            "a time says nothing of a person by itself"),
    VALUE(
            "value",
            "Value",
            Group.OUTCOME,
            ValueType.MONEY,
            Privacy.OPEN,
            "an amount says nothing of a person by itself"),
    OWNER(
            "owner",
            "Owner",
            Group.KEEPING,
            ValueType.COLLEAGUE,
            Privacy.OPEN,
            "names a colleague, not the lead; work is routed by it"),
    EXTERNAL_ID(
            "externalId",
            "External ID",
            Group.KEEPING,
            ValueType.KEY,
            Kind.IDENTIFIER,
            Privacy.OPEN,
            "means nothing outside the system that gave it"),
    CONSENT(
            "consent",
            "Consent",
            Group.KEEPING,
            ValueType.YES_OR_NO,
            Privacy.OPEN,
            "must be known wherever the lead is used"),
    LAWFUL_BASIS(
            "lawfulBasis",
            "Lawful basis",
            Group.KEEPING,
            ValueType.WORD,
            Privacy.OPEN,
            "must be known wherever the lead is used"),
    NOTE(
            "note",
            "Note",
            Group.PERSON,
            ValueType.FREE_TEXT,
            Kind.TEXT,
            Privacy.SEALED,
            "may hold anything: names, numbers, complaints");

    private static final Map<String, StandardField> BY_KEY =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(StandardField::key, field -> field));

    /// What a field speaks of.
    public enum Group {
        PERSON("The person"),
        COMPANY("The company and its place"),
        ORIGIN("Where the lead came from"),
        OUTCOME("What became of it"),
        KEEPING("Keeping it");

        private final String words;

        Group(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    private enum Privacy {
        SEALED,
        OPEN
    }

    private final String key;
    private final String label;
    private final Group group;
    private final ValueType type;
    private final Optional<Kind> kind;
    private final Privacy privacy;
    private final String privacyReason;

    StandardField(
            String key,
            String label,
            Group group,
            ValueType type,
            Kind kind,
            Privacy privacy,
            String privacyReason) {
        this(key, label, group, type, Optional.of(kind), privacy, privacyReason);
    }

    StandardField(
            String key,
            String label,
            Group group,
            ValueType type,
            Privacy privacy,
            String privacyReason) {
        this(key, label, group, type, Optional.empty(), privacy, privacyReason);
    }

    StandardField(
            String key,
            String label,
            Group group,
            ValueType type,
            Optional<Kind> kind,
            Privacy privacy,
            String privacyReason) {
        this.key = key;
        this.label = label;
        this.group = group;
        this.type = type;
        this.kind = kind;
        this.privacy = privacy;
        this.privacyReason = privacyReason;
    }

    /// The field's name in APIs and files: `jobTitle`.
    public String key() {
        return key;
    }

    /// The field's name for people, and of its cell in a profile: `Job title`.
    public String label() {
        return label;
    }

    public Group group() {
        return group;
    }

    public ValueType type() {
        return type;
    }

    /// What a column of this field is taken for, where its values leave no choice.
    public Optional<Kind> kind() {
        return kind;
    }

    /// Whether the value may lead to the person, alone or with others; if so, it is sealed.
    public boolean identifies() {
        return privacy == Privacy.SEALED;
    }

    /// Why the field [identifies][#identifies] or not, in words that follow its name.
    public String privacyReason() {
        return privacyReason;
    }

    /// Whether a file may have several columns of it, whose texts belong together.
    public boolean repeats() {
        return this == NOTE;
    }

    /// The field of a key, in its exact spelling.
    public static Optional<StandardField> ofKey(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }
}
