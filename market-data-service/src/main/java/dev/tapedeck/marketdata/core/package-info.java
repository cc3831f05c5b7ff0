/** What the frames of a feed mean. Pure: the same commands in the same order give the same events, and the state is the fold of the events. */
@NullMarked
package dev.tapedeck.marketdata.core;

import org.jspecify.annotations.NullMarked;
