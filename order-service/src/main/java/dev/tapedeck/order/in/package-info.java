/** From topics and the venue's private stream to commands of the core. */
@NullMarked
package dev.tapedeck.order.in;

import org.jspecify.annotations.NullMarked;
