/** What the venue can be made to do wrong: armed through the control API, off until then. */
@NullMarked
package dev.tapedeck.simulator.fault;

import org.jspecify.annotations.NullMarked;
