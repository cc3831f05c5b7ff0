/** Positions from fills, compared with what the venue says: pure. */
@NullMarked
package dev.tapedeck.positionsync.core;

import org.jspecify.annotations.NullMarked;
