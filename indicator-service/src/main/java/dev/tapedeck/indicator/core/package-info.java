/**
 * Indicators over ticks: the same ticks in the same order give the same values, bit for bit, live, after a restart and in a replay. Knows no
 * clock; time is what the ticks say.
 */
@NullMarked
package dev.tapedeck.indicator.core;

import org.jspecify.annotations.NullMarked;
