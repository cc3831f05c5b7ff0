/** The simulator's own API beside the venue's: moves the tape and shows the ledger. Loopback callers only, no signature. */
@NullMarked
package dev.tapedeck.simulator.control;

import org.jspecify.annotations.NullMarked;
