/** From topics to what the core is asked. */
@NullMarked
package dev.tapedeck.risk.in;

import org.jspecify.annotations.NullMarked;
