package dev.tapedeck.positionsync.core;

import dev.tapedeck.contracts.event.PositionEvent.MismatchKind;
import dev.tapedeck.contracts.value.Quantity;
import java.time.Instant;

/** A difference that was said and is not resolved. */
public record OpenMismatch(MismatchKind kind, Quantity own, Quantity venue, Instant since) {}
