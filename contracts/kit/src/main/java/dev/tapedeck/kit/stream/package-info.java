/**
 * The imperative shell around a core: it restores state from the log before the first input, feeds inputs one after the other on one
 * thread, appends what the core decided before anything acts on it, and never lets a poison record stop a partition.
 */
@NullMarked
package dev.tapedeck.kit.stream;

import org.jspecify.annotations.NullMarked;
