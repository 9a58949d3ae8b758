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

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The pages of a log-in: a heading and a sentence, without scripts and without anything fetched. */
final class LoginPage {

    private static final String STYLE =
            """
            body { font: 16px/1.5 system-ui, sans-serif; background: #f3f4f6; color: #111827; }
            main { max-width: 26rem; margin: 12vh auto; padding: 2rem; background: #fff;
                   border: 1px solid #d1d5db; border-radius: .5rem; }
            h1 { font-size: 1.25rem; margin: 0 0 .5rem; }
            p { margin: 0 0 1rem; overflow-wrap: anywhere; }
            """;

    /** Nothing but that style: no script, no image, no form, no frame around it. */
    static final String POLICY =
            "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
                    .formatted(sha256(STYLE));

    private LoginPage() {}

    static String connected(String provider, @Nullable String person) {
        String who = person == null ? "You are connected." : "Connected as " + escape(person) + ".";
        return page("Connected to " + escape(provider), who + " This page can be closed.", "");
    }

    /**
     * The page of a refusal.
     *
     * @param loginPath where another log-in begins, or null
     */
    static String refused(String provider, String words, @Nullable String loginPath) {
        String again =
                loginPath == null
                        ? ""
                        : "<p><a href=\"%s\">Log in again</a></p>\n".formatted(escape(loginPath));
        return page("Not connected to " + escape(provider), escape(words), again);
    }

    private static String page(String heading, String text, String more) {
        return """
               <!DOCTYPE html>
               <html lang="en">
               <head>
               <meta charset="utf-8">
               <meta name="viewport" content="width=device-width, initial-scale=1">
               <title>%1$s</title>
               <style>%2$s</style>
               </head>
               <body>
               <main>
               <h1>%1$s</h1>
               <p>%3$s</p>
               %4$s</main>
               </body>
               </html>
               """
                .formatted(heading, STYLE, text, more);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String sha256(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
