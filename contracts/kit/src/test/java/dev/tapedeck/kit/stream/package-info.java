@NullMarked
package dev.tapedeck.kit.stream;

import org.jspecify.annotations.NullMarked;
