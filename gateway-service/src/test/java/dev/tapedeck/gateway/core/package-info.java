@NullMarked
package dev.tapedeck.gateway.core;

import org.jspecify.annotations.NullMarked;
