/**
 * The venue's REST: every answer is HTTP 200 with the envelope, also a refusal; private calls are signed and limited.
 * Runs on the one event loop that owns the exchange.
 */
@NullMarked
package dev.tapedeck.simulator.rest;

import org.jspecify.annotations.NullMarked;
