/** What history keeps of an event: pure functions from events to rows. */
@NullMarked
package dev.tapedeck.gateway.core.history;

import org.jspecify.annotations.NullMarked;
