/** What every technology's capture builds on: who this module is, the thread's flow, and the sender. */
@NullMarked
package io.flowmon.autoconfigure;

import org.jspecify.annotations.NullMarked;
