/** All cores and the simulator's matching core in one process, on the tape's own time: what it decides is what the services decide. */
@NullMarked
package dev.tapedeck.backtest;

import org.jspecify.annotations.NullMarked;
