package io.prox.ingestion.imports;

import io.prox.contracts.WorkspaceId;
import io.prox.features.reading.ReadLead;
import io.prox.ingestion.imports.Counts.RefusedRow;
import io.prox.ingestion.leads.Intake;
import io.prox.ingestion.leads.Intake.Prepared;
import io.prox.tables.TableException;
import io.prox.tables.reading.Chunk;
import io.prox.tables.reading.TableReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The rows of a file, chunk after chunk, each made ready to be taken while the one before is being
/// taken.
final class FileRows {
    /// Rows that are one transaction, and the step in which a run that was broken off goes on.
    static final int CHUNK = 1_000;

    private static final int AHEAD = 2;

    private final TableReader reader;
    private final RowReading reading;
    private final Intake intake;
    private final WorkspaceId workspace;
    private final String source;

    FileRows(
            TableReader reader,
            RowReading reading,
            Intake intake,
            WorkspaceId workspace,
            String source) {
        this.reader = reader;
        this.reading = reading;
        this.intake = intake;
        this.workspace = workspace;
        this.source = source;
    }

    /// Some rows.
    ///
    /// @param from how many rows of the file come before
    /// @param rows how many there are, refused ones too
    /// @param lines where each of the leads stands in the file, with its cells
    /// @param leads those that can be leads, in their order
    /// @param refused those that cannot
    /// @param shareRead of the file, from 0 to 1
    record Ready(
            long from,
            int rows,
            List<Chunk.Line> lines,
            List<Prepared> leads,
            List<RefusedRow> refused,
            double shareRead) {
        Ready {
            lines = List.copyOf(lines);
            leads = List.copyOf(leads);
            refused = List.copyOf(refused);
        }

        long to() {
            return from + rows;
        }
    }

    /// Tells all chunks. What the consumer throws ends the reading and is thrown on.
    void each(Consumer<Ready> consumer) {
        var ahead = new Ahead();
        Thread thread = Thread.ofPlatform().name("import-reading").start(ahead);
        try {
            for (Ready next = ahead.next(); next != null; next = ahead.next()) {
                consumer.accept(next);
            }
        } finally {
            ahead.stopped = true;
            thread.interrupt();
        }
    }

    private Ready ready(Chunk chunk) {
        List<Chunk.Line> lines = chunk.lines();
        Stream<Chunk.Line> stream = lines.parallelStream();
        List<RowReading.Result> results = stream.map(reading::read).toList();
        var leads = new ArrayList<ReadLead>();
        var places = new ArrayList<Chunk.Line>();
        var refused = new ArrayList<RefusedRow>();
        for (int index = 0; index < lines.size(); index++) {
            switch (results.get(index)) {
                case RowReading.Result.Lead(ReadLead lead) -> {
                    leads.add(lead);
                    places.add(lines.get(index));
                }
                case RowReading.Result.Refused(String reason) ->
                        refused.add(refused(lines.get(index), reason));
            }
        }
        return new Ready(
                lines.getFirst().sourceRow(),
                lines.size(),
                places,
                intake.prepare(workspace, source, leads),
                refused,
                chunk.shareRead());
    }

    /// A row with all that it has.
    static RefusedRow refused(Chunk.Line line, String reason) {
        var cells = new ArrayList<>(line.cells());
        cells.addAll(line.surplus());
        return new RefusedRow(line.line(), reason, cells);
    }

    /// Reads ahead, on a thread of its own.
    private final class Ahead implements Runnable {
        private final BlockingQueue<Step> steps = new ArrayBlockingQueue<>(AHEAD);
        private volatile boolean stopped;

        /// @param chunk nothing at the end
        private record Step(@Nullable Ready chunk, @Nullable Throwable trouble) {}

        @Override
        public void run() {
            try {
                reader.chunks(List.of(), CHUNK, chunk -> put(new Step(ready(chunk), null)));
                put(new Step(null, null));
            } catch (StoppedException left) {
                // nobody listens
            } catch (RuntimeException | Error trouble) {
                steps.clear();
                steps.add(new Step(null, trouble));
            }
        }

        private void put(Step step) {
            try {
                while (!stopped) {
                    if (steps.offer(step, 1, TimeUnit.SECONDS)) {
                        return;
                    }
                }
            } catch (InterruptedException left) {
                Thread.currentThread().interrupt();
            }
            throw new StoppedException();
        }

        private @Nullable Ready next() {
            try {
                Step step = steps.take();
                return switch (step.trouble()) {
                    case null -> step.chunk();
                    case TableException unreadable -> throw unreadable;
                    case Throwable trouble ->
                            throw new IllegalStateException("Rows cannot be read on", trouble);
                };
            } catch (InterruptedException left) {
                Thread.currentThread().interrupt();
                throw new StoppedException();
            }
        }
    }

    /// Nobody wants the rows any longer.
    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
