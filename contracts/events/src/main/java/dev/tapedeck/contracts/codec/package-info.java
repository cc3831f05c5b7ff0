/** Events to JSON bytes and back: tolerant of what is unknown, strict on what is required. */
@NullMarked
package dev.tapedeck.contracts.codec;

import org.jspecify.annotations.NullMarked;
