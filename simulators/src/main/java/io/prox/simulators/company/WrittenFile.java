package io.prox.simulators.company;

import java.nio.file.Path;

/// A file that was written, with what is in it.
///
/// @param source whose leads it holds: `Web form`
/// @param rows without the header; leads, copies and rows to be refused
/// @param leads each of them once
/// @param copies rows that repeat a lead, under its key but written another way
/// @param refused rows that must be refused, and are no leads
public record WrittenFile(Path path, String source, int rows, int leads, int copies, int refused) {}
