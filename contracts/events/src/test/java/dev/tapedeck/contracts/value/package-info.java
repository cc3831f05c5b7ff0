@NullMarked
package dev.tapedeck.contracts.value;

import org.jspecify.annotations.NullMarked;
