@NullMarked
package dev.tapedeck.bench;

import org.jspecify.annotations.NullMarked;
