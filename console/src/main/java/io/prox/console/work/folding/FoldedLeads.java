package io.prox.console.work.folding;

/// How much of what was published of leads is folded.
///
/// @param leads that are known, deleted ones too
/// @param facts about them, up to the newest of each
public record FoldedLeads(long leads, long facts) {}
