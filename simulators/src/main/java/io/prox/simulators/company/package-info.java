/// A B2B software company that does not exist, with its leads: what a customer would export, what
/// would come through the API, and, for tests alone, how likely each lead truly was to convert. The
/// process is described in `docs/concepts/demo-company.md`; begin with [Company].
///
/// Everything follows from a seed and an instant that are passed in. Nothing in here can reach
/// anyone: domains, phone numbers and free mail addresses are such as nobody can have, see [People]
/// and [PhoneNumbers].
@NullMarked
package io.prox.simulators.company;

import org.jspecify.annotations.NullMarked;
