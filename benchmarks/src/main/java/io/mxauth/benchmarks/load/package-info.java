/** Load: many calls at once, and a steady rate of them, with what became of each. */
@NullMarked
package io.mxauth.benchmarks.load;

import org.jspecify.annotations.NullMarked;
