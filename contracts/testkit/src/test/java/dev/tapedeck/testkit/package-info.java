@NullMarked
package dev.tapedeck.testkit;

import org.jspecify.annotations.NullMarked;
