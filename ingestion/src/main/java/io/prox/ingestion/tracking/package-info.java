/// The script by which pages tell what is done on them, as it is served. Start with
/// [ScriptServlet].
@NullMarked
package io.prox.ingestion.tracking;

import org.jspecify.annotations.NullMarked;
