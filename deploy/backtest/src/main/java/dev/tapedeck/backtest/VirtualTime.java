package dev.tapedeck.backtest;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The only clock of a backtest, and what is to be done at which of its moments. It moves only when it is told to. What is to be done at one moment is done in the order in which it was asked for. For one
 * thread.
 */
final class VirtualTime implements InstantSource, Executor {
    /** {@link #nextMillis()} when nothing waits. */
    static final long NEVER = Long.MAX_VALUE;

    private record Appointment(long atMillis, long number, Runnable work) {}

    private final Queue<Runnable> now = new ArrayDeque<>();
    private final PriorityQueue<Appointment> later =
            new PriorityQueue<>(Comparator.comparingLong(Appointment::atMillis).thenComparingLong(Appointment::number));
    private long millis;
    private long appointments;

    VirtualTime(long startMillis) {
        this.millis = startMillis;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis);
    }

    @Override
    public long millis() {
        return millis;
    }

    long nanos() {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** Has work done at this moment, after all that was asked for before. */
    @Override
    public void execute(Runnable work) {
        now.add(work);
    }

    /** Has work done after a while; after none it is done at this moment. */
    void in(long afterMillis, Runnable work) {
        if (afterMillis <= 0) {
            execute(work);
        } else {
            later.add(new Appointment(millis + afterMillis, appointments++, work));
        }
    }

    /** Returns when something is to be done next after this moment. */
    long nextMillis() {
        Appointment first = later.peek();
        return first == null ? NEVER : first.atMillis();
    }

    /** Moves to a moment that is not before this one. */
    void moveTo(long toMillis) {
        if (toMillis < millis) {
            throw new IllegalArgumentException("time must not go back, was " + millis + ", asked for " + toMillis);
        }
        millis = toMillis;
    }

    /** Does all that is to be done until this moment, and what follows from it. */
    void settle() {
        while (true) {
            Runnable work = now.poll();
            if (work == null) {
                Appointment due = later.peek();
                if (due == null || due.atMillis() > millis) {
                    return;
                }
                later.remove();
                work = due.work();
            }
            work.run();
        }
    }
}
