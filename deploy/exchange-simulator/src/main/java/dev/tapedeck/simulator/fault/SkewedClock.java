package dev.tapedeck.simulator.fault;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** The venue's clock as its clients see it. */
public final class SkewedClock extends Clock {
    private final Clock real;
    private final FaultBoard faults;

    public SkewedClock(Clock real, FaultBoard faults) {
        this.real = real;
        this.faults = faults;
    }

    @Override
    public Instant instant() {
        return real.instant()
                .plusMillis(
                        faults.active(FaultKind.CLOCK_SKEW).map(Fault::millis).orElse(0L));
    }

    @Override
    public ZoneId getZone() {
        return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new SkewedClock(real.withZone(zone), faults);
    }
}
