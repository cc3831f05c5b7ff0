/** The history in QuestDB: its schema, what is written to it, and questions to it. */
@NullMarked
package dev.tapedeck.gateway.out.history;

import org.jspecify.annotations.NullMarked;
