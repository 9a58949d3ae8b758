/** Tests of the example. */
@NullMarked
package io.mxauth.examples.yaml;

import org.jspecify.annotations.NullMarked;
