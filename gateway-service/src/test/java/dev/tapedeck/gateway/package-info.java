@NullMarked
package dev.tapedeck.gateway;

import org.jspecify.annotations.NullMarked;
