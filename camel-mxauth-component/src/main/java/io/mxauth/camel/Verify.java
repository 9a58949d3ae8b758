/*
 * Copyright the camel-mxauth authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.mxauth.camel;

import io.mxauth.camel.main.ApplicationProperties;
import io.mxauth.camel.verify.Verification;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.apache.camel.PropertyBindingException;

/**
 * The command line that checks an application's providers: it reads {@code application.properties}
 * as Camel Main does, asks each issuer for a token, and prints what was sent, what came back, and
 * what that probably means. Needs camel-main on the class path.
 *
 * <p>Exit status 0 if every provider passed, 1 if one did not, 2 if nothing could be checked.
 */
public final class Verify {

    private static final int PASSED = 0;
    private static final int FAILED = 1;
    private static final int NOT_CHECKED = 2;

    private final PrintStream out;
    private final PrintStream error;

    private Verify(PrintStream out, PrintStream error) {
        this.out = out;
        this.error = error;
    }

    /** Prints the reports and ends the JVM, unless all went well. */
    public static void main(String[] arguments) {
        int status = run(List.of(arguments), System.out, System.err);
        if (status != PASSED) {
            System.exit(status);
        }
    }

    /**
     * Prints the reports.
     *
     * @return the exit status
     */
    static int run(List<String> arguments, PrintStream out, PrintStream error) {
        Verify verify = new Verify(out, error);
        VerifyArguments parsed;
        try {
            parsed = VerifyArguments.parse(arguments);
        } catch (IllegalArgumentException e) {
            error.println(e.getMessage());
            error.println(VerifyArguments.USAGE);
            return NOT_CHECKED;
        }
        if (parsed.help()) {
            out.println(VerifyArguments.USAGE);
            return PASSED;
        }
        if (parsed.log()) {
            return verify.check(parsed);
        }
        MutedOutput muted = MutedOutput.begin();
        try {
            return verify.check(parsed);
        } finally {
            muted.close();
        }
    }

    private int check(VerifyArguments arguments) {
        try (ApplicationProperties properties = ApplicationProperties.read(arguments.files());
                ProviderChecks checks = new ProviderChecks(properties, arguments)) {
            return report(checks, arguments);
        } catch (IOException e) {
            return notChecked(e.getMessage() + ".");
        } catch (PropertyBindingException e) {
            return notChecked(
                    "Camel cannot set camel.component.mxauth.%s: there is no such option, or the value does not fit."
                            .formatted(e.getPropertyName()));
        } catch (NoClassDefFoundError e) {
            return notChecked(
                    "camel-main is needed to read properties; add org.apache.camel:camel-main to"
                            + " the class path.");
        } catch (Exception e) {
            // Its message may show values.
            return notChecked(
                    "Camel cannot make use of these properties (%s); --log shows what it says."
                            .formatted(e.getClass().getName()));
        }
    }

    private int report(ProviderChecks checks, VerifyArguments arguments) {
        List<String> names = checks.names();
        for (String name : arguments.providers()) {
            if (!names.contains(name)) {
                return notChecked(
                        "No provider '%s' is configured, only %s.".formatted(name, names));
            }
        }
        if (names.isEmpty()) {
            return notChecked(
                    "No provider is configured: there is no camel.component.mxauth.providers[NAME].* in these properties.");
        }
        List<String> wanted = arguments.providers().isEmpty() ? names : arguments.providers();
        int passed = 0;
        for (String name : wanted) {
            Verification verification = checks.check(name);
            out.println(verification.text());
            out.println();
            passed += verification.passed() ? 1 : 0;
        }
        out.printf(
                "%d of %d provider%s passed.%n",
                passed, wanted.size(), wanted.size() == 1 ? "" : "s");
        return passed == wanted.size() ? PASSED : FAILED;
    }

    private int notChecked(String why) {
        error.println(why);
        return NOT_CHECKED;
    }
}
