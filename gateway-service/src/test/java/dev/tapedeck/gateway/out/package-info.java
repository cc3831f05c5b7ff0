@NullMarked
package dev.tapedeck.gateway.out;

import org.jspecify.annotations.NullMarked;
