/** Tests of the MEXC adapter, against a server on the loopback interface. */
@NullMarked
package dev.tapedeck.venue.mexc;

import org.jspecify.annotations.NullMarked;
