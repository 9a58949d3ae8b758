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
package io.mxauth.examples.quickstart;

import java.io.PrintStream;
import java.time.Instant;
import java.util.List;

/** The first part: calls every API once and prints what each call was authenticated with. */
final class FirstCalls {

    private static final String ROW = "%-14s  %-18s  %4s  %9s  %14s  %14s%n";

    private final PrintStream out;
    private final List<ProtectedApi> apis;

    FirstCalls(PrintStream out, List<ProtectedApi> apis) {
        this.out = out;
        this.apis = apis;
    }

    /** Throws CallFailedException at the first call that fails. */
    void run() {
        out.println("One call of a protected API of each provider, all in the sandbox:");
        out.println();
        out.printf(
                ROW, "provider", "grant", "HTTP", "token age", "remaining life", "token requests");
        apis.forEach(this::call);
        out.println();
    }

    private void call(ProtectedApi api) {
        int status = api.call();
        api.issuer()
                .ifPresentOrElse(
                        issuer -> rowOfToken(api, status, issuer),
                        () -> out.printf(ROW, api.name(), "api_key", status, "-", "-", "-"));
    }

    private void rowOfToken(ProtectedApi api, int status, Issuer issuer) {
        TokenLife life = TokenLife.of(api.token(), Instant.now());
        out.printf(
                ROW,
                api.name(),
                issuer.grants(),
                status,
                life.ageText(),
                life.remainingText(),
                issuer.tokenRequests());
    }
}
