/** The example as its command runs it. */
@NullMarked
package io.mxauth.examples.springboot;

import org.jspecify.annotations.NullMarked;
