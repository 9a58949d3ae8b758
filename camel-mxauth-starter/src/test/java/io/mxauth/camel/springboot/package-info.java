@NullMarked
package io.mxauth.camel.springboot;

import org.jspecify.annotations.NullMarked;
