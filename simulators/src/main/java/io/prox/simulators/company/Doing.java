package io.prox.simulators.company;

import java.time.Instant;

/// What a lead did at an instant, before its ending.
///
/// @param where path of a page, or a name
/// @param medium by which it came; empty where it came by itself
record Doing(Instant at, CompanyEvent.What what, String where, String medium) {}
