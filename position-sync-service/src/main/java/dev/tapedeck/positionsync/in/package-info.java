/** From topics to commands of the core. */
@NullMarked
package dev.tapedeck.positionsync.in;

import org.jspecify.annotations.NullMarked;
