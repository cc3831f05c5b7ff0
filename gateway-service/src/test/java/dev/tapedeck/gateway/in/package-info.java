@NullMarked
package dev.tapedeck.gateway.in;

import org.jspecify.annotations.NullMarked;
