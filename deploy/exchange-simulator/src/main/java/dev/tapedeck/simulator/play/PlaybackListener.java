package dev.tapedeck.simulator.play;

/** Hears what the tape does, on the playing thread, right after the exchange has processed it. */
public interface PlaybackListener {
    /** A print of the tape; not called for prints before the start. */
    void onPrint(int market, long dealId, long millis, long ticks, long contracts, boolean buyerTakes);

    /** Accounts changed because the tape moved or time passed; the exchange's changes say how. */
    void onAccountsChanged();
}
