/** What an operator does with the server's program besides starting it: keys, tokens, hashes. */
@NullMarked
package io.flowmon.server.command;

import org.jspecify.annotations.NullMarked;
