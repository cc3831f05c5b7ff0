package dev.tapedeck.simulator.fault;

import io.vertx.core.Vertx;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The way of one connection's private pushes to it: none, twice, or in swapped pairs while such a fault lasts. */
public final class PersonalFrames {
    /** After which a frame that has no successor goes all the same. */
    private static final long HELD_MILLIS = 200;

    private final Vertx vertx;
    private final FaultBoard faults;
    private final Consumer<String> send;
    private @Nullable String held;

    public PersonalFrames(Vertx vertx, FaultBoard faults, Consumer<String> send) {
        this.vertx = vertx;
        this.faults = faults;
        this.send = send;
    }

    public void push(String frame) {
        if (faults.strike(FaultKind.SILENT_PRIVATE).isPresent()) {
            return;
        }
        if (faults.strike(FaultKind.DUPLICATE_FRAMES).isPresent()) {
            send.accept(frame);
        }
        if (held != null) {
            send.accept(frame);
            release();
        } else if (faults.strike(FaultKind.REORDER_FRAMES).isPresent()) {
            held = frame;
            vertx.setTimer(HELD_MILLIS, timer -> release());
        } else {
            send.accept(frame);
        }
    }

    private void release() {
        String frame = held;
        held = null;
        if (frame != null) {
            send.accept(frame);
        }
    }
}
