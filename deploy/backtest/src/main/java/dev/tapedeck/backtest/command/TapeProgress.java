package dev.tapedeck.backtest.command;

import java.io.PrintStream;
import java.time.Instant;
import java.util.Locale;

/** A line that says how far the tape is, written over again and again; nothing where there is no terminal. */
final class TapeProgress {
    private final PrintStream err;
    private final boolean terminal;
    private final long fromMillis;
    private final long toMillis;
    private int width;

    TapeProgress(PrintStream err, boolean terminal, long fromMillis, long toMillis) {
        this.err = err;
        this.terminal = terminal;
        this.fromMillis = fromMillis;
        this.toMillis = toMillis;
    }

    void reached(long millis) {
        String text = String.format(
                Locale.ROOT,
                "%s  %d %%",
                Instant.ofEpochMilli(millis),
                100 * (millis - fromMillis) / (toMillis - fromMillis));
        show(text);
        width = text.length();
    }

    /** Takes the line away. */
    void end() {
        show(" ".repeat(width));
        show("");
    }

    private void show(String text) {
        if (terminal) {
            err.print("\r" + text);
            err.flush();
        }
    }
}
