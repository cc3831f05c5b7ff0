@NullMarked
package dev.tapedeck.positionsync;

import org.jspecify.annotations.NullMarked;
