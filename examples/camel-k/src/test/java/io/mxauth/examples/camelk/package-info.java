/** The example's files, checked and run without a cluster. */
@NullMarked
package io.mxauth.examples.camelk;

import org.jspecify.annotations.NullMarked;
