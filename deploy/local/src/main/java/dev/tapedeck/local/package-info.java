/** The one-machine stack: where everything lies, which ports it uses, and the command line that runs it. */
@NullMarked
package dev.tapedeck.local;

import org.jspecify.annotations.NullMarked;
