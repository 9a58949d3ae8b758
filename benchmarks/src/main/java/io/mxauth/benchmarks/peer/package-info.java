/** The component and its peers, each behind the same two small interfaces, through its public API. */
@NullMarked
package io.mxauth.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
