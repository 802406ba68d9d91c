/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.autoconfigure.redis;

import io.flowmon.autoconfigure.async.MessageTurns;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;

/**
 * What the application gets of messages that it handles one after the other: whoever goes through the list has each message
 * in hand from the moment it is given until the next one is, or the end is reached. Counts for the first time through.
 */
final class ContentsInTurn<T> extends AbstractList<T> {

    private final List<T> contents;
    private final MessageTurns turns;

    ContentsInTurn(List<T> contents, MessageTurns turns) {
        this.contents = contents;
        this.turns = turns;
    }

    @Override
    public T get(int index) {
        return contents.get(index);
    }

    @Override
    public int size() {
        return contents.size();
    }

    @Override
    public Iterator<T> iterator() {
        Iterator<T> all = contents.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                if (all.hasNext()) {
                    return true;
                }
                turns.next();
                return false;
            }

            @Override
            public T next() {
                turns.next();
                return all.next();
            }
        };
    }
}
