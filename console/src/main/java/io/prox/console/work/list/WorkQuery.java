package io.prox.console.work.list;

import java.util.Optional;

/// Which leads, in which order, and which page of them.
///
/// @param after where the page before ended
/// @param limit of leads
public record WorkQuery(WorkFilter filter, Sort sort, Optional<Position> after, int limit) {
    /// Where a page ended.
    ///
    /// @param key what the list is sorted by, of the last lead
    /// @param lead its identifier
    public record Position(String key, String lead) {}
}
