package io.prox.simulators.company;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/// Something that somebody did who is a lead of the company, or became one: on its website or with
/// its mails.
///
/// @param id unique; the same event of the same company has the same id
/// @param externalId the lead's key in its source's system: `WF-00000123`
/// @param email as its owner writes it
/// @param what looked at a page, or did something that has a name
/// @param where path of the page, or the name: `/pricing`, `Demo Requested`
/// @param medium of the campaign that brought somebody, as `utm_medium` says it; empty where none
///   did
public record CompanyEvent(
        String id,
        Instant at,
        String externalId,
        String email,
        What what,
        String where,
        String medium) {
    public CompanyEvent {
        requireNonNull(at, "at");
        requireNonNull(what, "what");
    }

    public enum What {
        PAGE,
        DEED
    }
}
