/** Asks the venue. */
@NullMarked
package dev.tapedeck.positionsync.out;

import org.jspecify.annotations.NullMarked;
