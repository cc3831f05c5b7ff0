@NullMarked
package dev.tapedeck.chaos;

import org.jspecify.annotations.NullMarked;
