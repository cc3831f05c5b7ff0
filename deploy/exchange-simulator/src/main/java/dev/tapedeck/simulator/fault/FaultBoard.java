package dev.tapedeck.simulator.fault;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The faults that are armed, one of each kind, and how often each kind struck. The newest of a kind replaces the one before. For one event loop. */
public final class FaultBoard {
    private static final class Armed {
        private final Fault fault;
        private final long untilNanos;
        private int left;

        Armed(Fault fault, long untilNanos) {
            this.fault = fault;
            this.untilNanos = untilNanos;
            this.left = fault.count();
        }
    }

    private final LongSupplier nanos;
    private final Map<FaultKind, Armed> armed = new EnumMap<>(FaultKind.class);
    private final Map<FaultKind, Long> struck = new EnumMap<>(FaultKind.class);

    /** @param nanos a clock that counts steadily */
    public FaultBoard(LongSupplier nanos) {
        this.nanos = nanos;
    }

    public void arm(Fault fault) {
        armed.put(fault.kind(), new Armed(fault, nanos.getAsLong() + TimeUnit.MILLISECONDS.toNanos(fault.forMillis())));
    }

    public void clear() {
        armed.clear();
    }

    /** Returns the fault if it is armed, and counts a strike of it. */
    public Optional<Fault> strike(FaultKind kind) {
        Armed one = armed.get(kind);
        if (one == null || isOver(one)) {
            armed.remove(kind);
            return Optional.empty();
        }
        one.left--;
        struck.merge(kind, 1L, Long::sum);
        return Optional.of(one.fault);
    }

    /** Returns the fault if it is armed, without striking. */
    public Optional<Fault> active(FaultKind kind) {
        Armed one = armed.get(kind);
        return one == null || isOver(one) ? Optional.empty() : Optional.of(one.fault);
    }

    /** Notes a strike of a fault that is carried out when it is armed. */
    public void struck(FaultKind kind) {
        struck.merge(kind, 1L, Long::sum);
    }

    /** Returns how often each kind struck; a kind that never did is absent. */
    public Map<FaultKind, Long> strikes() {
        return Map.copyOf(struck);
    }

    private boolean isOver(Armed one) {
        boolean onceOnly = one.fault.count() == 0 && one.fault.forMillis() == 0;
        boolean spent = one.fault.count() > 0 && one.left <= 0;
        boolean late = one.fault.forMillis() > 0 && nanos.getAsLong() - one.untilNanos >= 0;
        return onceOnly || spent || late;
    }
}
