@NullMarked
package io.mxauth.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
