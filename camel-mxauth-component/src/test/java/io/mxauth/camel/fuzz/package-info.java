/** What issuers may answer, under a coverage-guided fuzzer. */
@NullMarked
package io.mxauth.camel.fuzz;

import org.jspecify.annotations.NullMarked;
