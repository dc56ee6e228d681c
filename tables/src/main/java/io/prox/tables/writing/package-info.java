/// Tables written as delimited text that people open in a spreadsheet. Read [CsvRows] first.
@NullMarked
package io.prox.tables.writing;

import org.jspecify.annotations.NullMarked;
