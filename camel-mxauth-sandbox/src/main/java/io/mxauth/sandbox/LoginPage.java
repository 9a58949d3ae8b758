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
package io.mxauth.sandbox;

import java.util.stream.Collectors;

/** The pages of the login: a form without scripts, and a page that says why there is none. */
final class LoginPage {

    private static final String STYLE =
            """
            body { font: 16px/1.5 system-ui, sans-serif; background: #f3f4f6; color: #111827; }
            main { max-width: 22rem; margin: 10vh auto; padding: 2rem; background: #fff;
                   border: 1px solid #d1d5db; border-radius: .5rem; }
            h1 { font-size: 1.25rem; margin: 0 0 .25rem; }
            p { margin: 0 0 1rem; }
            label { display: block; margin-top: 1rem; }
            input { box-sizing: border-box; width: 100%; padding: .5rem; font: inherit; }
            button { margin-top: 1.5rem; padding: .5rem 1rem; font: inherit; }
            [role=alert] { color: #b91c1c; }
            """;

    private static final String FORM =
            """
            <p>Sign in to continue to %s.</p>
            %s<form method="post" action="%s">
            %s
            <label for="username">User name</label>
            <input id="username" name="username" autocomplete="username" required autofocus>
            <label for="password">Password</label>
            <input id="password" name="password" type="password"
                   autocomplete="current-password" required>
            <button name="decision" value="sign-in">Sign in</button>
            <button name="decision" value="cancel" formnovalidate>Cancel</button>
            </form>
            """;

    private LoginPage() {}

    /** Returns the form, with that problem above it unless it is empty. */
    static Answer form(AuthorizeRequest asked, String problem) {
        String hidden =
                asked.parameters().entrySet().stream()
                        .map(field -> hidden(field.getKey(), field.getValue()))
                        .collect(Collectors.joining("\n"));
        String alert = problem.isEmpty() ? "" : alert(problem);
        String client = Html.escape(asked.clientId());
        return page(200, FORM.formatted(client, alert, MediaValet.AUTHORIZE, hidden));
    }

    static Answer problem(String text) {
        return page(400, alert(text));
    }

    private static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                .formatted(name, Html.escape(value));
    }

    private static String alert(String text) {
        return "<p role=\"alert\">%s</p>\n".formatted(Html.escape(text));
    }

    private static Answer page(int status, String content) {
        String html =
                """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>MediaValet sandbox: sign in</title>
                <style>
                %s</style>
                </head>
                <body>
                <main>
                <h1>MediaValet sandbox</h1>
                %s</main>
                </body>
                </html>
                """
                        .formatted(STYLE, content);
        return Answer.html(status, html)
                .notStored()
                .with("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .with("Referrer-Policy", "no-referrer");
    }
}
