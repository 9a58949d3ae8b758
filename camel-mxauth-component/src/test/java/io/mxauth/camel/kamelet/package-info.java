/** The Kamelets: by the rules of such files, and at work in routes. */
@NullMarked
package io.mxauth.camel.kamelet;

import org.jspecify.annotations.NullMarked;
