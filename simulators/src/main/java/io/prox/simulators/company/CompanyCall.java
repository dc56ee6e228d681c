package io.prox.simulators.company;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Something that the company's systems tell ProX through its API. Calls come in order of their due
/// time; a lead's upsert is before all others of that lead, its outcome after them.
public sealed interface CompanyCall {
    /// Unique; the same call of the same company has the same id, so that it may serve as the
    /// idempotency key.
    String id();

    /// When the fact happened, and when to tell it.
    Instant due();

    /// The lead's key in its source's system: `WF-00000123`.
    String externalId();

    /// A lead came.
    ///
    /// @param source its name: `Web form`
    /// @param fields by names in lower case with underscores; numbers in digits, yes and no as
    ///   `true` and `false`; what was not asked or not answered is not there
    record LeadUpserted(
            String id,
            Instant due,
            String externalId,
            String source,
            SortedMap<String, String> fields)
            implements CompanyCall {
        public LeadUpserted {
            requireNonNull(due, "due");
            requireNonNull(source, "source");
            fields = sorted(fields);
        }
    }

    /// Values of a lead became other ones.
    ///
    /// @param fields the new values, named as in [LeadUpserted]
    record FieldsChanged(
            String id, Instant due, String externalId, SortedMap<String, String> fields)
            implements CompanyCall {
        public FieldsChanged {
            requireNonNull(due, "due");
            fields = sorted(fields);
        }
    }

    /// A lead was won.
    ///
    /// @param value of the contract in euros, with cents
    record LeadWon(String id, Instant due, String externalId, BigDecimal value)
            implements CompanyCall {
        public LeadWon {
            requireNonNull(due, "due");
            requireNonNull(value, "value");
        }
    }

    /// A lead was given up.
    ///
    /// @param reason in words: `No budget`
    record LeadLost(String id, Instant due, String externalId, String reason)
            implements CompanyCall {
        public LeadLost {
            requireNonNull(due, "due");
            requireNonNull(reason, "reason");
        }
    }

    private static SortedMap<String, String> sorted(Map<String, String> fields) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }
}
