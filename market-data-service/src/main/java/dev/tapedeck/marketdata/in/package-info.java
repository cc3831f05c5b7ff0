/** Reads the venue and turns all it says, and how long it was silent, into commands. */
@NullMarked
package dev.tapedeck.marketdata.in;

import org.jspecify.annotations.NullMarked;
