package dev.tapedeck.marketdata.in;

import dev.tapedeck.contracts.value.Symbol;
import dev.tapedeck.marketdata.core.FeedCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Holds a symbol's frames back while the trades that it missed are asked for, so that those come first and time does not run backwards. Not thread-safe.
 */
final class ResyncGate {
    /** With more frames waiting, they go on without the missed trades. */
    static final int HELD_MAX = 5_000;

    private final Consumer<FeedCommand> onward;
    private final Map<Symbol, Held> held = new TreeMap<>();
    private CompletableFuture<Void> open = CompletableFuture.completedFuture(null);
    private long holds;

    ResyncGate(Consumer<FeedCommand> onward) {
        this.onward = onward;
    }

    /** Starts to hold the symbol's frames. Returns the key with which they are released. */
    long hold(Symbol symbol) {
        release(symbol);
        if (held.isEmpty()) {
            open = new CompletableFuture<>();
        }
        held.put(symbol, new Held(++holds, new ArrayList<>()));
        return holds;
    }

    /** Passes the frame on, or holds it. */
    void offer(FeedCommand.FromVenue frame) {
        Held waiting = held.get(frame.symbol());
        if (waiting == null) {
            onward.accept(frame);
            return;
        }
        waiting.frames().add(frame);
        if (waiting.frames().size() >= HELD_MAX) {
            release(frame.symbol());
        }
    }

    /** Returns whether the symbol is still held under this key. */
    boolean holds(Symbol symbol, long key) {
        Held waiting = held.get(symbol);
        return waiting != null && waiting.key() == key;
    }

    /** Passes on what is held, in order. Does nothing when nothing is. */
    void release(Symbol symbol) {
        Held waiting = held.remove(symbol);
        if (waiting != null) {
            waiting.frames().forEach(onward);
            if (held.isEmpty()) {
                open.complete(null);
            }
        }
    }

    /** Completes when no symbol is held any more. */
    CompletionStage<Void> allReleased() {
        return open;
    }

    private record Held(long key, List<FeedCommand> frames) {}
}
