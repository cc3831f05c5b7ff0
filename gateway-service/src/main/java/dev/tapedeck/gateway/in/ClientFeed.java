package dev.tapedeck.gateway.in;

import dev.tapedeck.gateway.core.Channel;
import dev.tapedeck.gateway.core.MessageRing;
import dev.tapedeck.gateway.out.MessageTexts;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's way through the ring: a cursor and at most one message on its way, so a slow client costs no memory. Messages of the channels that
 * the client subscribed to go out in order, none left out. Safe for use by many threads.
 */
final class ClientFeed {
    private static final Logger LOG = LoggerFactory.getLogger(ClientFeed.class);
    private static final int TRY_AGAIN_LATER = 1013;

    private final Client client;
    private final MessageRing ring;
    private final MessageTexts texts;
    private final Duration patience;
    private final AtomicInteger wanted = new AtomicInteger();

    // All below is guarded by this.
    private boolean claimed;
    private boolean begun;
    private boolean sending;
    private boolean closed;
    private Set<Channel> channels = Channel.ALL;
    private long cursor;
    private @Nullable String unnumbered;
    private Instant graceUntil = Instant.MAX;

    /** The other end of a socket. */
    interface Client {
        /** Completes when the message left this process, which it does only as fast as the client reads. */
        Uni<Void> send(String text);

        Uni<Void> close(int code, String reason);
    }

    /** A client that has not begun. {@code patience} is how old its next message may become before it is too slow. */
    ClientFeed(Client client, MessageRing ring, MessageTexts texts, Duration patience) {
        this.client = client;
        this.ring = ring;
        this.texts = texts;
        this.patience = patience;
    }

    /** Returns true once: to who may decide how this client begins. */
    synchronized boolean claimBeginning() {
        boolean first = !claimed;
        claimed = true;
        return first;
    }

    /** Goes on with these channels after {@code lastSeq}, if the ring still has everything after it; returns whether it does. */
    boolean resume(Set<Channel> wanted, long lastSeq, Instant now) {
        synchronized (this) {
            if (!ring.reaches(lastSeq)) {
                return false;
            }
            begin(wanted, lastSeq, null, now);
        }
        pump();
        return true;
    }

    /** Sends the snapshot and goes on with these channels after the number that it includes. */
    void restart(Set<Channel> wanted, String snapshot, long seq, Instant now) {
        synchronized (this) {
            begin(wanted, seq, snapshot, now);
        }
        pump();
    }

    /** Sends what is there to send, as far as the client takes it. */
    void pump() {
        // A send may complete at once and call back from here; counting keeps that a loop instead of a recursion.
        if (wanted.getAndIncrement() > 0) {
            return;
        }
        int served = 1;
        do {
            String text = next();
            if (text != null) {
                client.send(text).subscribe().with(sent -> sent(), this::failed);
            }
            served = wanted.addAndGet(-served);
        } while (served > 0);
    }

    /** Tells the client that it is connected and what it should have seen, unless a message says so by being on its way. */
    void heartbeat(Instant now) {
        synchronized (this) {
            if (begun && !sending && unnumbered == null && cursor == ring.lastSeq()) {
                unnumbered = texts.heartbeat(cursor, now);
            }
        }
        pump();
    }

    /** Tells a client that is too far behind, and closes it; returns whether it was. */
    boolean closeIfTooSlow(Instant now) {
        long seq;
        synchronized (this) {
            if (closed || !isTooSlow(now)) {
                return false;
            }
            closed = true;
            seq = cursor;
        }
        client.send(texts.tooSlow(seq)).subscribe().with(sent -> {}, this::failed);
        close(TRY_AGAIN_LATER, "too slow");
        return true;
    }

    void close(int code, String reason) {
        synchronized (this) {
            closed = true;
        }
        client.close(code, reason).subscribe().with(done -> {}, this::failed);
    }

    private void begin(Set<Channel> wanted, long seq, @Nullable String first, Instant now) {
        begun = true;
        channels = wanted;
        cursor = seq;
        unnumbered = first;
        graceUntil = now.plus(patience);
    }

    private boolean isTooSlow(Instant now) {
        if (!begun) {
            return false;
        }
        if (!ring.reaches(cursor)) {
            return true;
        }
        Optional<MessageRing.Entry> next = ring.after(cursor);
        return now.isAfter(graceUntil)
                && next.isPresent()
                && now.isAfter(next.get().at().plus(patience));
    }

    private synchronized @Nullable String next() {
        if (!begun || sending || closed) {
            return null;
        }
        String text = unnumbered == null ? nextNews() : unnumbered;
        unnumbered = null;
        sending = text != null;
        return text;
    }

    /** Passes by what the client did not subscribe to. */
    private @Nullable String nextNews() {
        Optional<MessageRing.Entry> entry = ring.after(cursor);
        while (entry.isPresent()) {
            cursor = entry.get().seq();
            if (channels.contains(entry.get().channel())) {
                return entry.get().text();
            }
            entry = ring.after(cursor);
        }
        return null;
    }

    private void sent() {
        synchronized (this) {
            sending = false;
        }
        pump();
    }

    private void failed(Throwable cause) {
        // The socket is gone; its close event removes this feed.
        LOG.debug("A client cannot be reached", cause);
        synchronized (this) {
            closed = true;
        }
    }
}
