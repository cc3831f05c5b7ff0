/**
 * Plays the tape into the exchange: {@link dev.tapedeck.simulator.play.Playback} in tape order, {@link
 * dev.tapedeck.simulator.play.TapeDrive} at the wanted pace. The tape's time is the venue's time.
 */
@NullMarked
package dev.tapedeck.simulator.play;

import org.jspecify.annotations.NullMarked;
