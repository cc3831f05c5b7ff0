/** A QuestDB in a process of its own, on loopback only and small. */
@NullMarked
package dev.tapedeck.local.questdb;

import org.jspecify.annotations.NullMarked;
