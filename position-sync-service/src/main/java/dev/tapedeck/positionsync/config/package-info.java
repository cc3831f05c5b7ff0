/** Settings of the position sync service, checked at start. */
@NullMarked
package dev.tapedeck.positionsync.config;

import org.jspecify.annotations.NullMarked;
