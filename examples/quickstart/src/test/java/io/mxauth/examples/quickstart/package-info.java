/** Tests of the quickstart as its command runs it. */
@NullMarked
package io.mxauth.examples.quickstart;

import org.jspecify.annotations.NullMarked;
