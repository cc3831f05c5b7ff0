/** Positions by both truths. {@link dev.tapedeck.positionsync.PositionSyncWiring} is the only place that knows all parts of the service. */
@NullMarked
package dev.tapedeck.positionsync;

import org.jspecify.annotations.NullMarked;
