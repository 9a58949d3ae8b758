/** Minutes of mixed traffic over all sandbox providers with random faults, and what they must not do. */
@NullMarked
package io.mxauth.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
