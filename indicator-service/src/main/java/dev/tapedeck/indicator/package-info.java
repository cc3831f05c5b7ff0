/** The indicator service: ticks to indicators. {@link dev.tapedeck.indicator.IndicatorWiring} is the only place that knows all its parts. */
@NullMarked
package dev.tapedeck.indicator;

import org.jspecify.annotations.NullMarked;
