/** Value types that carry their unit: exact decimals, never {@code double}. All are immutable. */
@NullMarked
package dev.tapedeck.contracts.value;

import org.jspecify.annotations.NullMarked;
