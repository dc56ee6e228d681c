package io.prox.simulators.company;

/// A job title. The text alone tells seniority and department, in each [Language].
///
/// @param text as people write it
record JobTitle(String text, Seniority seniority, Department department) {}
