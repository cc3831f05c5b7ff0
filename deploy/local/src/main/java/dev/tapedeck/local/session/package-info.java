/** What is done through the doors of a running stack: start a session, play the tape, step it in lockstep. */
@NullMarked
package dev.tapedeck.local.session;

import org.jspecify.annotations.NullMarked;
