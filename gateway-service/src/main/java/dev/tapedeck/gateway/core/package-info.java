/** The projection of the log that clients see, and what may be asked of sessions. Pure: the same events in the same order give the same picture. */
@NullMarked
package dev.tapedeck.gateway.core;

import org.jspecify.annotations.NullMarked;
