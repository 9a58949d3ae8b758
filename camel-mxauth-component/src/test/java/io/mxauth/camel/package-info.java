/** Tests of the component against real parts: the sandbox, and what Camel Main makes of properties. */
@NullMarked
package io.mxauth.camel;

import org.jspecify.annotations.NullMarked;
