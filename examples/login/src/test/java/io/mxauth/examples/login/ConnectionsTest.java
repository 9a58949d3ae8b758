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

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the page says where nobody has logged in; the rest takes a browser. */
class ConnectionsTest {

    private static RunningWithSandbox running;

    @BeforeAll
    static void start() {
        running = new RunningWithSandbox();
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(running.site() + path));
    }

    @Test
    void page_showsEachProvider_withItsState() throws Exception {
        HttpResponse<String> page = send(to("/"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("<tr id=\"mediavalet\">", "<td class=\"state\">not connected</td>");
    }

    @Test
    void connect_leadsToTheIssuer() throws Exception {
        HttpResponse<String> answer = send(to("/mediavalet/login?returnTo=/"));
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow())
                .startsWith(running.issuer.setting("authorization-endpoint") + "?");
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow()).contains("HttpOnly");
    }

    @Test
    void callback_thatNobodyWaitsFor_isAPageInWords() throws Exception {
        HttpResponse<String> page = send(to("/mediavalet/callback?code=c&state=s"));
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("not under way here", "Log in again");
        assertThat(page.headers().map()).doesNotContainKeys("code", "state");
    }

    @Test
    void call_withoutALogIn_saysWhereToLogIn() throws Exception {
        assertThat(send(to("/mediavalet/call")).body())
                .contains("A person has to log in at /mediavalet/login");
    }

    @Test
    void disconnect_askedForByAnotherSite_isRefused() throws Exception {
        HttpRequest.Builder request =
                to("/mediavalet/disconnect").POST(HttpRequest.BodyPublishers.noBody());
        assertThat(send(request).statusCode()).isEqualTo(403);
        assertThat(send(request.header("Sec-Fetch-Site", "same-origin")).body())
                .contains("not connected");
    }
}
