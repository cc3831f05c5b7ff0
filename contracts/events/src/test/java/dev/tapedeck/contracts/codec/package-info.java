@NullMarked
package dev.tapedeck.contracts.codec;

import org.jspecify.annotations.NullMarked;
