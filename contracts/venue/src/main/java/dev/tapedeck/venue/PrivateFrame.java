package dev.tapedeck.venue;

import java.time.Instant;

/** One push of the private stream. {@link #at} is venue time. */
public sealed interface PrivateFrame {
    Instant at();

    record OrderChanged(VenueOrder order, Instant at) implements PrivateFrame {}

    record DealDone(Deal deal, Instant at) implements PrivateFrame {}

    record PositionChanged(HeldPosition position, Instant at) implements PrivateFrame {}

    record AssetChanged(Asset asset, Instant at) implements PrivateFrame {}
}
