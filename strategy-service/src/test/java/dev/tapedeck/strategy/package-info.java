@NullMarked
package dev.tapedeck.strategy;

import org.jspecify.annotations.NullMarked;
