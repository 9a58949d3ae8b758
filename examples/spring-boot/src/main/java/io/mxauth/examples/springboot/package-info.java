/** A Spring Boot application whose routes call Movio and movieXchange, on the sandbox. */
@NullMarked
package io.mxauth.examples.springboot;

import org.jspecify.annotations.NullMarked;
