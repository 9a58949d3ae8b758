/** Runs that show what the component costs and bears, beside its peers. */
@NullMarked
package io.mxauth.benchmarks;

import org.jspecify.annotations.NullMarked;
