/** The report: its model, the Markdown and the plots. */
@NullMarked
package io.mxauth.benchmarks.report;

import org.jspecify.annotations.NullMarked;
