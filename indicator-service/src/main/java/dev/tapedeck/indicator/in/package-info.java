/** From topics to what the core folds. */
@NullMarked
package dev.tapedeck.indicator.in;

import org.jspecify.annotations.NullMarked;
