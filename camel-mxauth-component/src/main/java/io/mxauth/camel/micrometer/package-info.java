/** The meters of the component, where Micrometer is on the class path. */
@NullMarked
package io.mxauth.camel.micrometer;

import org.jspecify.annotations.NullMarked;
