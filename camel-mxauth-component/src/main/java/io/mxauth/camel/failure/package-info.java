/** What can go wrong, said once: the reasons and the exception that the Camel side translates. */
@NullMarked
package io.mxauth.camel.failure;

import org.jspecify.annotations.NullMarked;
