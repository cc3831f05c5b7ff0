/** How well a strategy's S1 finds labelled pumps on recorded tapes: the tapes through the indicator and the strategy core, then the score. */
@NullMarked
package dev.tapedeck.backtest.detect;

import org.jspecify.annotations.NullMarked;
