/** The page for people: the providers of the application and their tokens, as they are now. */
@NullMarked
package io.mxauth.camel.springboot.page;

import org.jspecify.annotations.NullMarked;
