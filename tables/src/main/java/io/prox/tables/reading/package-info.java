/// Files as people have them, of any usual format, encoding and delimiter, read into typed columns
/// or streamed in chunks. [TableReader] is the door.
@NullMarked
package io.prox.tables.reading;

import org.jspecify.annotations.NullMarked;
