/** Breaks a running stack on purpose, as a seed says, and compares afterwards what was decided with what the venue did. */
@NullMarked
package dev.tapedeck.chaos;

import org.jspecify.annotations.NullMarked;
