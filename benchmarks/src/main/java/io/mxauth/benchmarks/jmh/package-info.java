/** The JMH benchmarks of the cached path, and the scenario that runs them. */
@NullMarked
package io.mxauth.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
