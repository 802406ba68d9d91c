/** What is kept, and the questions that can be asked of it. One sub-package a kind of store. */
@NullMarked
package io.flowmon.server.store;

import org.jspecify.annotations.NullMarked;
