/// Leads out of files: a file is uploaded and kept sealed, looked at, mapped to fields, tried, and
/// taken in by a job that any process may go on with; what it said can be taken back.
///
/// Start with [ImportsController] for the way of an import, with [RowReading] for what becomes of a
/// row.
@NullMarked
package io.prox.ingestion.imports;

import org.jspecify.annotations.NullMarked;
