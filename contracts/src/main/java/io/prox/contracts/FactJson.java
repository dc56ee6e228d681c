package io.prox.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.json.JsonMapper;

/// Facts as JSON in UTF-8: times in RFC 3339, identifiers as strings, absent values left out.
///
/// @param <F> the sealed interface of the facts
public final class FactJson<F> {
    public static final FactJson<LeadFact> LEADS = new FactJson<>(LeadFact.class);
    public static final FactJson<ScoreFact> SCORES = new FactJson<>(ScoreFact.class);

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .changeDefaultPropertyInclusion(
                            given -> given.withValueInclusion(JsonInclude.Include.NON_ABSENT))
                    .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
                    .build();

    private final Class<F> facts;

    private FactJson(Class<F> facts) {
        this.facts = facts;
    }

    public byte[] encode(F fact) {
        return MAPPER.writerFor(facts).writeValueAsBytes(fact);
    }

    /// @return the fact; empty where it is of a kind that this version does not know, which is to
    ///   be counted and skipped
    /// @throws MalformedFactException if the bytes are no fact
    public Optional<F> decode(byte[] bytes) {
        try {
            return Optional.ofNullable(MAPPER.readValue(bytes, facts));
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
