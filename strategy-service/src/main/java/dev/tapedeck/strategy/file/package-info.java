/** Strategy files to definitions: what is read is valid, and what is not valid is refused with file, line and field. Plain Java, for any program. */
@NullMarked
package dev.tapedeck.strategy.file;

import org.jspecify.annotations.NullMarked;
