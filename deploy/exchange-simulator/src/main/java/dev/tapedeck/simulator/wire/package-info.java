/**
 * The venue's JSON: compact, ids as strings, exact plain decimals, the field names of the MEXC contract API. Only shapes,
 * no behaviour.
 */
@NullMarked
package dev.tapedeck.simulator.wire;

import org.jspecify.annotations.NullMarked;
