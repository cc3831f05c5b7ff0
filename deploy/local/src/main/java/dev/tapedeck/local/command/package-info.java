/** The commands of the command line: each checks everything before it changes anything. */
@NullMarked
package dev.tapedeck.local.command;

import org.jspecify.annotations.NullMarked;
