/** What every service offers its operator: readiness that means restored, and how far it is. */
@NullMarked
package dev.tapedeck.kit.ops;

import org.jspecify.annotations.NullMarked;
