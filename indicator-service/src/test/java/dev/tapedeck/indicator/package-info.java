@NullMarked
package dev.tapedeck.indicator;

import org.jspecify.annotations.NullMarked;
