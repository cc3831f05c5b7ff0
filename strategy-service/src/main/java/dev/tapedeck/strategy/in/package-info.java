/** From topics to what the core is asked. */
@NullMarked
package dev.tapedeck.strategy.in;

import org.jspecify.annotations.NullMarked;
