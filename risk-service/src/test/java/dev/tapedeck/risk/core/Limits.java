package dev.tapedeck.risk.core;

import dev.tapedeck.contracts.event.RiskLimits;
import dev.tapedeck.contracts.value.Usdt;

/** Limits that nothing in a test reaches, and such with one of them in reach. */
final class Limits {
    private static final int FAR = 1_000_000;
    static final RiskLimits WIDE = new RiskLimits(Usdt.of(FAR), 125, FAR, FAR, FAR, FAR, FAR, Usdt.of(FAR), FAR);

    private Limits() {}

    static RiskLimits positionNotional(long usdt) {
        return new RiskLimits(Usdt.of(usdt), 125, FAR, FAR, FAR, FAR, FAR, Usdt.of(FAR), FAR);
    }

    static RiskLimits leverage(int leverage) {
        return new RiskLimits(Usdt.of(FAR), leverage, FAR, FAR, FAR, FAR, FAR, Usdt.of(FAR), FAR);
    }

    static RiskLimits openPositions(int positions) {
        return new RiskLimits(Usdt.of(FAR), 125, positions, FAR, FAR, FAR, FAR, Usdt.of(FAR), FAR);
    }

    static RiskLimits concentrationBps(int bps) {
        return new RiskLimits(Usdt.of(FAR), 125, FAR, bps, FAR, FAR, FAR, Usdt.of(FAR), FAR);
    }

    static RiskLimits dailyLossBps(int bps) {
        return new RiskLimits(Usdt.of(FAR), 125, FAR, FAR, bps, FAR, FAR, Usdt.of(FAR), FAR);
    }

    static RiskLimits ordersPerMinute(int perStrategy, int all) {
        return new RiskLimits(Usdt.of(FAR), 125, FAR, FAR, FAR, perStrategy, all, Usdt.of(FAR), FAR);
    }

    static RiskLimits budget(String usdt) {
        return new RiskLimits(Usdt.of(FAR), 125, FAR, FAR, FAR, FAR, FAR, Usdt.of(usdt), FAR);
    }
}
