/// What components say to each other, and nothing else: identifiers, facts as they stand on the
/// log, topics, and the JSON of each fact. Start with [LeadFact].
///
/// A fact is a record of something that happened. Fields are only ever added, and what is added is
/// optional, because an older reader meets newer facts and a newer reader meets older ones.
@NullMarked
package io.prox.contracts;

import org.jspecify.annotations.NullMarked;
