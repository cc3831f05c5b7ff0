/** Reads the log as it is: ends, last records, newest record of each key; never writes, never joins a group. */
@NullMarked
package dev.tapedeck.local.log;

import org.jspecify.annotations.NullMarked;
