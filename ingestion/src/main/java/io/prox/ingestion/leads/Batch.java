package io.prox.ingestion.leads;

import io.prox.contracts.Cause;
import io.prox.contracts.LeadId;
import io.prox.features.reading.ReadLead;
import io.prox.ingestion.leads.Intake.Prepared;
import io.prox.ingestion.leads.Intake.Taken;
import io.prox.ingestion.statements.Known;
import io.prox.ingestion.statements.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Decides who each of some leads is, and what is new of it. Keeps nothing.
final class Batch {
    private final String source;
    private final Cause cause;
    private final Instant now;
    private final Supplier<LeadId> identifiers;
    private final Map<String, LeadId> owners = new HashMap<>();
    private final Map<String, LeadId> newIdentities = new LinkedHashMap<>();
    private final Map<LeadId, LeadRow> rows = new LinkedHashMap<>();

    Batch(String source, Cause cause, Instant now, Supplier<LeadId> identifiers) {
        this.source = source;
        this.cause = cause;
        this.now = now;
        this.identifiers = identifiers;
    }

    /// Tells it what is known of the leads that it may meet.
    ///
    /// @param identities leads by token
    void know(Map<String, LeadId> identities, Map<LeadId, LeadRow> leads) {
        owners.putAll(identities);
        rows.putAll(leads);
    }

    /// The leads of which something was said that is to be kept.
    List<LeadRow> changed() {
        return rows.values().stream().filter(row -> !row.added().isEmpty()).toList();
    }

    /// Tokens that had no owner before, with the one that they have now.
    Map<String, LeadId> newIdentities() {
        return newIdentities;
    }

    Collection<LeadRow> rows() {
        return rows.values();
    }

    Taken take(Prepared prepared) {
        ReadLead lead = prepared.lead();
        Set<LeadId> candidates = new LinkedHashSet<>();
        for (String token : prepared.tokens()) {
            LeadId owner = owners.get(token);
            if (owner != null) {
                candidates.add(owner);
            }
        }
        if (candidates.size() > 1) {
            return new Taken(candidates.iterator().next(), Taken.Fate.CONFLICT, false);
        }
        LeadRow row =
                candidates.isEmpty()
                        ? LeadRow.fresh(identifiers.get(), now)
                        : row(candidates.iterator().next());
        if (length(row.now()) + length(lead) > Intake.LONGEST_LEAD) {
            return new Taken(row.id(), Taken.Fate.FULL, false);
        }
        if (row.said(cause) >= Intake.MOST_OF_A_FILE) {
            return new Taken(row.id(), Taken.Fate.CROWDED, false);
        }
        rows.putIfAbsent(row.id(), row);
        boolean newIdentity = false;
        for (String token : prepared.tokens()) {
            if (owners.putIfAbsent(token, row.id()) == null) {
                newIdentities.put(token, row.id());
                newIdentity = true;
            }
        }
        Known said = row.saidBy(source);
        SortedMap<String, String> open = withoutIdleBlanks(lead.open(), said.open());
        SortedMap<String, String> sealed = withoutIdleBlanks(lead.sealed(), said.sealed());
        if (!newIdentity
                && ((holds(open, said.open()) && holds(sealed, said.sealed()))
                        || stoodInTheLastFile(lead, row))) {
            return new Taken(row.id(), Taken.Fate.UNCHANGED, false);
        }
        boolean first = row.isEmpty();
        Known before = row.now();
        row.add(
                new Statement(
                        row.nextNumber(),
                        source,
                        cause,
                        lead.occurredAt().orElse(now),
                        now,
                        open,
                        sealed));
        boolean changes = first || newIdentity || !row.now().isSameAs(before);
        return new Taken(
                row.id(),
                first ? Taken.Fate.CREATED : changes ? Taken.Fate.CHANGED : Taken.Fate.UNCHANGED,
                said.sources().isEmpty());
    }

    private LeadRow row(LeadId id) {
        LeadRow row = rows.get(id);
        if (row == null) {
            throw new ConcurrentIntakeException("A lead was deleted meanwhile: " + id);
        }
        return row;
    }

    /// A blank cell of a file does not say that there is no value, unless the same source gave one
    /// before: a list without phone numbers must not take away those that another source knows.
    private SortedMap<String, String> withoutIdleBlanks(
            SortedMap<String, String> texts, SortedMap<String, Known.Said> said) {
        if (cause.kind() != Cause.Kind.IMPORT || !texts.containsValue("")) {
            return texts;
        }
        var left = new TreeMap<>(texts);
        left.entrySet()
                .removeIf(text -> text.getValue().isEmpty() && !said.containsKey(text.getKey()));
        return left;
    }

    /// Whether the same source said all of it before. That another source said it does not count:
    /// each source's word must still stand when another's is withdrawn.
    private static boolean holds(
            SortedMap<String, String> texts, SortedMap<String, Known.Said> said) {
        return texts.entrySet().stream()
                .allMatch(
                        text -> {
                            Known.Said before = said.get(text.getKey());
                            return before != null && before.text().equals(text.getValue());
                        });
    }

    /// Whether a row stood in the same words in the last file of its source, which had another row
    /// of the lead after it. Otherwise the same file, read again, would change the lead from one
    /// row to the other and back.
    private boolean stoodInTheLastFile(ReadLead lead, LeadRow row) {
        if (cause.kind() != Cause.Kind.IMPORT) {
            return false;
        }
        Statement last = null;
        for (Statement statement : row.statements()) {
            boolean later =
                    last == null
                            || statement.knownAt().isAfter(last.knownAt())
                            || (statement.knownAt().equals(last.knownAt())
                                    && statement.number() > last.number());
            if (statement.source().equals(source) && later) {
                last = statement;
            }
        }
        if (last == null
                || last.cause().kind() != Cause.Kind.IMPORT
                || last.cause().equals(cause)) {
            return false;
        }
        for (Statement statement : row.statements()) {
            if (statement.source().equals(source)
                    && statement.cause().equals(last.cause())
                    && lead.occurredAt().map(statement.occurredAt()::equals).orElse(true)
                    && sayTheSame(lead.open(), statement.open())
                    && sayTheSame(lead.sealed(), statement.sealed())) {
                return true;
            }
        }
        return false;
    }

    private static boolean sayTheSame(Map<String, String> texts, Map<String, String> others) {
        return saysAllOf(texts, others) && saysAllOf(others, texts);
    }

    private static boolean saysAllOf(Map<String, String> texts, Map<String, String> others) {
        return others.entrySet().stream()
                .allMatch(
                        other ->
                                other.getValue().isEmpty()
                                        || other.getValue().equals(texts.get(other.getKey())));
    }

    private static long length(Known known) {
        long length = 0;
        for (SortedMap<String, Known.Said> fields : List.of(known.open(), known.sealed())) {
            for (Map.Entry<String, Known.Said> field : fields.entrySet()) {
                length += field.getKey().length() + field.getValue().text().length();
            }
        }
        return length;
    }

    private static long length(ReadLead lead) {
        long length = 0;
        for (SortedMap<String, String> fields : List.of(lead.open(), lead.sealed())) {
            for (Map.Entry<String, String> field : fields.entrySet()) {
                length += field.getKey().length() + field.getValue().length();
            }
        }
        return length;
    }
}
