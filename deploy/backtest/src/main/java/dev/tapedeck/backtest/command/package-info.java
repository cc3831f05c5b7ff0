/** The commands of the module. */
@NullMarked
package dev.tapedeck.backtest.command;

import org.jspecify.annotations.NullMarked;
