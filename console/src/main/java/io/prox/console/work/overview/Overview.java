package io.prox.console.work.overview;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How it is going, and what needs somebody.
///
/// @param days that the figures look back
/// @param grades of open leads
/// @param perDay the oldest day first, by the calendar of the zone that was asked for; the first
///   and the last count what of them lies within the days that the figures look back
/// @param attention what needs somebody, the most urgent first; empty is good
/// @param changes what happened, in sentences
record Overview(
        Instant asOf,
        int days,
        Figures figures,
        Map<String, Long> grades,
        List<Day> perDay,
        List<Attention> attention,
        List<Change> changes,
        Ranked model) {

    /// What happened in the days, and in as many before them.
    ///
    /// @param leads that came to be
    /// @param qualified leads that were qualified, by whomever
    /// @param converted leads that were won
    /// @param revenue what they are worth
    record Figures(Figure leads, Figure qualified, Figure converted, Revenue revenue) {}

    record Figure(long now, long before) {}

    /// @param leftOut wins of the days that are worth something in another currency
    record Revenue(Amount now, Amount before, long leftOut) {}

    /// As money is written, without its bounds: it is a sum.
    record Amount(BigDecimal amount, String currency) {}

    /// @param day as 2026-03-02
    /// @param created leads that came to be
    /// @param qualified leads that were qualified
    /// @param converted leads that were won
    /// @param revenue what they are worth, in the workspace's currency
    record Day(
            String day,
            @JsonProperty("new") long created,
            long qualified,
            long converted,
            BigDecimal revenue) {}

    /// @param kind a stable word
    /// @param link where it is mended, within the console
    record Attention(String kind, long count, String words, String link) {}

    record Change(String words, String link) {}

    /// By what leads are ranked.
    record Ranked(Optional<String> model, boolean rules, Optional<Instant> since, String words) {}
}
