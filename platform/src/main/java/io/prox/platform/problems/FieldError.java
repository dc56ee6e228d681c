package io.prox.platform.problems;

/// One thing that is wrong in a request.
///
/// @param pointer to it: a JSON Pointer fragment into the body (`#/leads/3/email`), or the name of
///   a parameter (`?limit`)
/// @param detail what to change, without repeating personal data
public record FieldError(String pointer, String detail) {}
