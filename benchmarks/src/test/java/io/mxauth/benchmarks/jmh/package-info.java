/** Tests that keep the benchmark from rotting: counts and files, never times. */
@NullMarked
package io.mxauth.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
