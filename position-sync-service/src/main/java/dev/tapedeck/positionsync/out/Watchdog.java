package dev.tapedeck.positionsync.out;

import dev.tapedeck.positionsync.core.PositionCommand;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Lets every cell look around from time to time, and tells the common one what forbids to trade anywhere. Trades nothing itself, and needs neither strategy, risk nor order. */
public final class Watchdog {
    private final VenueTruth truth;
    private final ServiceWatch services;
    private final LogView log;
    private final VenueTruth.Submissions submissions;
    private final InstantSource clock;
    private final int commonCell;
    private final BooleanSupplier ready;

    /** @param ready whether the tables of the log are known */
    public Watchdog(
            VenueTruth truth,
            ServiceWatch services,
            LogView log,
            VenueTruth.Submissions submissions,
            InstantSource clock,
            int commonCell,
            BooleanSupplier ready) {
        this.truth = truth;
        this.services = services;
        this.log = log;
        this.submissions = submissions;
        this.clock = clock;
        this.commonCell = commonCell;
        this.ready = ready;
    }

    public void look() {
        if (!ready.getAsBoolean()) {
            return;
        }
        services.look();
        Instant now = clock.instant();
        String number = Long.toString(now.toEpochMilli());
        for (int cell : truth.cells()) {
            submissions.submit(
                    cell, new PositionCommand.LookAround(number, cell == commonCell ? troubles() : null), now);
        }
    }

    /** While nothing trades, nothing needs to be forbidden. Before anything was compared, nobody knows whether an earlier trouble is over: absent then. */
    private @Nullable List<String> troubles() {
        if (log.runningSessions().isEmpty()) {
            return List.of();
        }
        var troubles = new ArrayList<>(services.silent());
        truth.trouble().ifPresent(troubles::add);
        return troubles.isEmpty() && !truth.hasCompared() ? null : troubles;
    }
}
