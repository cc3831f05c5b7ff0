@NullMarked
package dev.tapedeck.backtest.detect;

import org.jspecify.annotations.NullMarked;
