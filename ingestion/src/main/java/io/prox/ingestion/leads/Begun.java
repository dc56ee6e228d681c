package io.prox.ingestion.leads;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Function;

/// Work on many things that other threads have begun while this one waits for the database. What
/// they have not come to when it is wanted, the thread that wants it does itself: on a machine with
/// few processors there is a single other.
///
/// @param tasks in the order of the things
record Begun<T>(List<ForkJoinTask<T>> tasks) {
    /// @param make touches nothing but the thing that it is given
    static <S, T> Begun<T> on(List<S> things, Function<S, T> make) {
        return new Begun<>(things.stream().map(thing -> begin(() -> make.apply(thing))).toList());
    }

    private static <T> ForkJoinTask<T> begin(Callable<T> work) {
        return ForkJoinTask.adapt(work).fork();
    }

    /// What was made of the things, in their order. To be called by the thread that began.
    List<T> finish() {
        // Others take from the beginning.
        tasks.reversed().stream().filter(ForkJoinTask::tryUnfork).forEach(ForkJoinTask::invoke);
        return tasks.stream().map(ForkJoinTask::join).toList();
    }
}
