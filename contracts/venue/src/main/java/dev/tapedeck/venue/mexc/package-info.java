/** The venue MEXC, USDT-margined contracts, API version 1. Wherever public sources disagree about a form, both forms are read. */
@NullMarked
package dev.tapedeck.venue.mexc;

import org.jspecify.annotations.NullMarked;
