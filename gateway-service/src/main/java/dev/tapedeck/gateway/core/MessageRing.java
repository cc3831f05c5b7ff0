package dev.tapedeck.gateway.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** The newest {@code capacity} messages with consecutive numbers from 1. Safe for use by many threads. */
public final class MessageRing {
    /** A message as it is sent; {@code at} is when it was made. */
    public record Entry(long seq, Instant at, Channel channel, String text) {}

    private final int capacity;
    private final List<Entry> slots;
    private long lastSeq;

    public MessageRing(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("ring capacity must be >= 1, was " + capacity);
        }
        this.capacity = capacity;
        this.slots = new ArrayList<>();
    }

    /** Gives the message the next number. */
    public synchronized void append(Instant at, Channel channel, LongFunction<String> text) {
        long seq = lastSeq + 1;
        var entry = new Entry(seq, at, channel, text.apply(seq));
        int slot = slot(seq);
        if (slot == slots.size()) {
            slots.add(entry);
        } else {
            slots.set(slot, entry);
        }
        lastSeq = seq;
    }

    /** Returns the number of the newest message, 0 when there is none. */
    public synchronized long lastSeq() {
        return lastSeq;
    }

    /** Returns whether every message after {@code seq} is still here. */
    public synchronized boolean reaches(long seq) {
        return seq >= 0 && seq <= lastSeq && lastSeq - seq <= slots.size();
    }

    /** Returns the message after {@code seq}, or nothing when it was not made yet or is gone. */
    public synchronized Optional<Entry> after(long seq) {
        return seq < lastSeq && reaches(seq) ? Optional.of(slots.get(slot(seq + 1))) : Optional.empty();
    }

    private int slot(long seq) {
        return (int) ((seq - 1) % capacity);
    }
}
