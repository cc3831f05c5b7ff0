/** Recorded tapes as files: checked before a stack starts, and made from the trades that a public artifact ships. */
@NullMarked
package dev.tapedeck.local.tape;

import org.jspecify.annotations.NullMarked;
