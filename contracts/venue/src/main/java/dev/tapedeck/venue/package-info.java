/**
 * The venue as the services see it: typed, asynchronous, and honest about what is not known. No answer is ever guessed. Stages complete on a
 * Vert.x event loop, so their callbacks must not block; {@link java.util.concurrent.CompletionStage} and not the Vert.x future, so that a
 * caller needs nothing but the JDK.
 */
@NullMarked
package dev.tapedeck.venue;

import org.jspecify.annotations.NullMarked;
