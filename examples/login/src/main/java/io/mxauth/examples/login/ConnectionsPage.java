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
package io.mxauth.examples.login;

import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.web.util.HtmlUtils;

/** The page: a row for each provider, and what the last call of an API brought. */
final class ConnectionsPage {

    static final String CONNECTED = "connected";
    static final String NOT_CONNECTED = "not connected";

    private static final String ROW =
            """
            <tr id="%1$s"><th scope="row">%1$s</th><td class="state">%2$s</td>
            <td><a href="/%1$s/login?returnTo=/">Connect</a></td>
            <td><form method="post" action="/%1$s/disconnect"><button>Disconnect</button></form></td>
            <td><a href="/%1$s/call">Call the API</a></td></tr>
            """;

    private static final String PAGE =
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Connections</title>
            <style>
            body { font: 16px/1.5 system-ui, sans-serif; background: #f3f4f6; color: #111827; }
            main { max-width: 48rem; margin: 8vh auto; padding: 2rem; background: #fff;
                   border: 1px solid #d1d5db; border-radius: .5rem; }
            table { border-collapse: collapse; width: 100%%; }
            th, td { text-align: left; padding: .5rem; border-top: 1px solid #e5e7eb; }
            button { font: inherit; }
            pre { background: #f3f4f6; padding: 1rem; white-space: pre-wrap;
                  overflow-wrap: anywhere; }
            </style>
            </head>
            <body>
            <main>
            <h1>Connections</h1>
            <table>
            %s</table>
            %s</main>
            </body>
            </html>
            """;

    /** Makes the page the response. */
    void show(Exchange exchange, Map<String, String> states, String result) {
        String rows =
                states.entrySet().stream()
                        .map(entry -> ROW.formatted(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining());
        String answer =
                result.isEmpty()
                        ? ""
                        : "<pre id=\"result\">%s</pre>\n".formatted(HtmlUtils.htmlEscape(result));
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.CONTENT_TYPE, "text/html; charset=utf-8");
        message.setBody(PAGE.formatted(rows, answer));
    }
}
