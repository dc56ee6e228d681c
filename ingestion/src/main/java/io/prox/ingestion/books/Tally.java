package io.prox.ingestion.books;

/// What came in through a door, by what became of it.
///
/// @param received leads that were handed in, counted as they came
/// @param created leads that nobody had heard of
/// @param changed leads of which something new was said
/// @param unchanged leads of which the same is known as before
/// @param refused what was not taken, with the reason told to who handed it in
/// @param leads by how many the leads that the source speaks of grew
public record Tally(
        long received, long created, long changed, long unchanged, long refused, long leads) {
    public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

    /// Leads that a source no longer speaks of.
    public static Tally ofLost(long leads) {
        return new Tally(0, 0, 0, 0, 0, -leads);
    }

    public long accepted() {
        return created + changed + unchanged;
    }

    /// Received, but neither accepted nor refused: zero unless we lost some.
    public long difference() {
        return received - accepted() - refused;
    }

    public Tally plus(Tally other) {
        return new Tally(
                received + other.received,
                created + other.created,
                changed + other.changed,
                unchanged + other.unchanged,
                refused + other.refused,
                leads + other.leads);
    }
}
