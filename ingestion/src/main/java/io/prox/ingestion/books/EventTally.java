package io.prox.ingestion.books;

/// What became of events.
///
/// @param received all that were counted, taken or not
/// @param refused at the door, with the reason told to who sent them
/// @param matched that are a lead's
/// @param anonymous that are nobody's yet
/// @param repeated that had come before
/// @param rejected that could not be taken behind the door, and are kept
public record EventTally(
        long received, long refused, long matched, long anonymous, long repeated, long rejected) {
    public static final EventTally NONE = new EventTally(0, 0, 0, 0, 0, 0);

    public long accepted() {
        return received - refused;
    }

    /// Accepted, but of no fate: zero unless we lost some.
    public long difference() {
        return accepted() - matched - anonymous - repeated - rejected;
    }

    public EventTally plus(EventTally other) {
        return new EventTally(
                received + other.received,
                refused + other.refused,
                matched + other.matched,
                anonymous + other.anonymous,
                repeated + other.repeated,
                rejected + other.rejected);
    }
}
