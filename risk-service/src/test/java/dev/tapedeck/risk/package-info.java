@NullMarked
package dev.tapedeck.risk;

import org.jspecify.annotations.NullMarked;
