package dev.tapedeck.simulator.fault;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tapedeck.simulator.wire.Json;
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

        boolean isOver(long nowNanos) {
            return switch (fault.kind().limit()) {
                case COUNT, BOTH -> left <= 0;
                case TIME -> isLate(nowNanos);
                case EITHER -> fault.count() > 0 ? left <= 0 : isLate(nowNanos);
                case AT_ONCE -> true;
            };
        }

        private boolean isLate(long nowNanos) {
            return nowNanos - untilNanos >= 0;
        }

        ObjectNode json(long nowNanos) {
            ObjectNode json = fault.json();
            if (fault.count() > 0) {
                json.put("left", left);
            } else {
                json.put("endsInMillis", TimeUnit.NANOSECONDS.toMillis(untilNanos - nowNanos));
            }
            return json;
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
        if (one == null) {
            return Optional.empty();
        }
        if (one.isOver(nanos.getAsLong())) {
            armed.remove(kind);
            return Optional.empty();
        }
        one.left--;
        struck(kind, 1);
        return Optional.of(one.fault);
    }

    /** Returns the fault if it is armed, without striking. */
    public Optional<Fault> active(FaultKind kind) {
        Armed one = armed.get(kind);
        return one == null || one.isOver(nanos.getAsLong()) ? Optional.empty() : Optional.of(one.fault);
    }

    /** Notes strikes of a fault that is carried out when it is armed. */
    public void struck(FaultKind kind, int times) {
        struck.merge(kind, (long) times, Long::sum);
    }

    /** The armed faults with what is left of each, and how often every kind struck since the start. */
    public ObjectNode json() {
        ObjectNode json = Json.object();
        ArrayNode active = json.putArray("active");
        ObjectNode strikes = json.putObject("struck");
        long now = nanos.getAsLong();
        for (FaultKind kind : FaultKind.values()) {
            Armed one = armed.get(kind);
            if (one != null && !one.isOver(now)) {
                active.add(one.json(now));
            }
            strikes.put(kind.wireName(), struck.getOrDefault(kind, 0L));
        }
        return json;
    }
}
