/** Tests of the way to the issuers: lanes, time-outs, and what is made of a broken connection. */
@NullMarked
package io.mxauth.camel.transport;

import org.jspecify.annotations.NullMarked;
