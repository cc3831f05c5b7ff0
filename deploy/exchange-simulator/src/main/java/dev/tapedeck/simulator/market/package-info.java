/**
 * What the venue shows the public of each market: candles, day statistics, recent deals and the published book with its
 * versions. A projection of prints and books; the exchange never reads it.
 */
@NullMarked
package dev.tapedeck.simulator.market;

import org.jspecify.annotations.NullMarked;
