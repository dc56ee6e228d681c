package io.prox.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.json.JsonMapper;

/// Facts as JSON in UTF-8: times in RFC 3339, identifiers as strings, absent values left out.
///
/// @param <F> the sealed interface of the facts, or what they hold
public final class FactJson<F> {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .changeDefaultPropertyInclusion(
                            given -> given.withValueInclusion(JsonInclude.Include.NON_ABSENT))
                    .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
                    .build();

    public static final FactJson<EventFact> EVENTS = new FactJson<>(EventFact.class);
    public static final FactJson<ActivityFact> ACTIVITY = new FactJson<>(ActivityFact.class);
    public static final FactJson<EngagementFact> ENGAGEMENT = new FactJson<>(EngagementFact.class);
    public static final FactJson<LeadFact> LEADS = new FactJson<>(LeadFact.class);
    public static final FactJson<ScoreFact> SCORES = new FactJson<>(ScoreFact.class);

    /// Of [ActivityFact]s, to be kept as they were told.
    public static final FactJson<ActivityFact.Deed> DEEDS = new FactJson<>(ActivityFact.Deed.class);

    private final ObjectWriter writer;
    private final ObjectReader reader;

    private FactJson(Class<F> facts) {
        this.writer = MAPPER.writerFor(facts);
        this.reader = MAPPER.readerFor(facts);
    }

    public byte[] encode(F fact) {
        return writer.writeValueAsBytes(fact);
    }

    /// @return the fact; empty where it is of a kind that this version does not know, which is to
    ///   be counted and skipped
    /// @throws MalformedFactException if the bytes are no fact
    public Optional<F> decode(byte[] bytes) {
        try {
            return Optional.ofNullable(reader.readValue(bytes));
        } catch (InvalidTypeIdException unknown) {
            if (unknown.getTypeId() == null) {
                throw new MalformedFactException("has no type", unknown);
            }
            return Optional.empty();
        } catch (JacksonException malformed) {
            throw new MalformedFactException(malformed.getOriginalMessage(), malformed);
        }
    }
}
