/** Processes of the stack: started in order, restarted when they die, stopped in reverse order, never left behind. */
@NullMarked
package dev.tapedeck.local.supervise;

import org.jspecify.annotations.NullMarked;
