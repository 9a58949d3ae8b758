/** The mxauth component in Spring Boot: properties, beans, certificates, and tokens for Spring's clients. */
@NullMarked
package io.mxauth.camel.springboot;

import org.jspecify.annotations.NullMarked;
