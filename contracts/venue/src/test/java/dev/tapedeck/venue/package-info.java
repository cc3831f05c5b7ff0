/** Tests of the port. */
@NullMarked
package dev.tapedeck.venue;

import org.jspecify.annotations.NullMarked;
