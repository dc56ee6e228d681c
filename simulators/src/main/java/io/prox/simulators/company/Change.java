package io.prox.simulators.company;

import java.time.Instant;

/// A value that became another one after the lead had come.
///
/// @param value as text, `true` and `false` for yes and no
record Change(Instant at, Field field, String value) {
    /// What may change, by its name in the API.
    enum Field {
        STAGE("stage"),
        PHONE("phone"),
        DEMO_REQUESTED("demo_requested"),
        PAGES_VIEWED("pages_viewed"),
        MARKETING_CONSENT("marketing_consent");

        final String key;

        Field(String key) {
            this.key = key;
        }
    }
}
