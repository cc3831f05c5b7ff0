/**
 * What a strategy decides: a pure state machine per session, strategy and symbol, whose state is the fold of its own events. At most one entry per
 * detection episode; an open position is never forgotten.
 */
@NullMarked
package dev.tapedeck.strategy.core;

import org.jspecify.annotations.NullMarked;
