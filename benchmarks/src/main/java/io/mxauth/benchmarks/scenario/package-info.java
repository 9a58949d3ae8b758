/** The load scenarios, one class for each row of the benchmark's plan. */
@NullMarked
package io.mxauth.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
