/** The strategy service: indicators to signals. {@link dev.tapedeck.strategy.StrategyWiring} is the only place that knows all its parts. */
@NullMarked
package dev.tapedeck.strategy;

import org.jspecify.annotations.NullMarked;
