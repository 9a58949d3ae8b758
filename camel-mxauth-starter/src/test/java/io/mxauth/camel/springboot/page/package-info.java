/** The page for people, as a server serves it and as a browser shows it. */
@NullMarked
package io.mxauth.camel.springboot.page;

import org.jspecify.annotations.NullMarked;
