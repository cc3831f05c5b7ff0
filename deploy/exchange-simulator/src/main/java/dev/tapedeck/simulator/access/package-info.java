/** Who may call and how often: API keys, request signatures, clock window and rate limits. Pure but for HMAC. */
@NullMarked
package dev.tapedeck.simulator.access;

import org.jspecify.annotations.NullMarked;
