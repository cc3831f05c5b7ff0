package dev.tapedeck.kit.stream;

/** A stage as its operator sees it, whatever core it runs. */
public interface RunningStage extends AutoCloseable {
    void start();

    /** Returns whether every cell is restored, the tables are read, and inputs flow. */
    boolean isReady();

    Progress progress();

    /** Takes no more input, finishes what was taken, writes snapshots, hands over. */
    @Override
    void close();
}
