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

import java.io.IOException;
import java.net.CookieHandler;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Message;

/**
 * What a browser does at a log-in, without a screen: keeps cookies, goes where it is sent when a test
 * lets it, and fills in the form of the page that it sees.
 */
public final class Browser {

    private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]*)\"");
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"");

    private final LoopbackCookies cookies = new LoopbackCookies();
    private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();

    /** The names of the cookies that it has. */
    public Set<String> cookies() {
        return Set.copyOf(cookies.values.keySet());
    }

    /** Opens a page; goes on nowhere. */
    public HttpResponse<String> open(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).build());
    }

    /** Sends the form on that page, with what the person types. */
    public HttpResponse<String> submit(HttpResponse<String> page, Map<String, String> typed) {
        Matcher form = FORM.matcher(page.body());
        if (!form.find()) {
            throw new AssertionError("There is no form on " + page.body());
        }
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher hidden = HIDDEN.matcher(page.body());
        while (hidden.find()) {
            fields.put(unescaped(hidden.group(1)), unescaped(hidden.group(2)));
        }
        fields.putAll(typed);
        String body =
                fields.entrySet().stream()
                        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
        return send(
                HttpRequest.newBuilder(page.uri().resolve(unescaped(form.group(1))))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    /** Where that answer sends the browser. */
    public static String location(HttpResponse<String> answer) {
        return answer.uri()
                .resolve(
                        answer.headers()
                                .firstValue("Location")
                                .orElseThrow(
                                        () ->
                                                new AssertionError(
                                                        answer.statusCode() + " " + answer.body())))
                .toString();
    }

    /**
     * Follows the response of {@code operation=login} and sends the form that it leads to.
     *
     * @param typed what the person types there
     * @return what the browser brings to the callback, as the headers that a route finds
     */
    public static Map<String, Object> callbackAfter(Message login, Map<String, String> typed) {
        Browser browser = new Browser();
        String location = login.getHeader("Location", String.class);
        String callback = location(browser.submit(browser.open(location), typed));
        Map<String, Object> brought = new HashMap<>();
        for (String parameter : URI.create(callback).getRawQuery().split("&", -1)) {
            String[] pair = parameter.split("=", 2);
            brought.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        brought.put("Cookie", login.getHeader("Set-Cookie", String.class).split(";", 2)[0]);
        return brought;
    }

    /** Sends any other request. */
    public HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String unescaped(String html) {
        return html.replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    /**
     * Cookies as browsers keep them for loopback, whatever the port: secure ones too, which those of
     * the JDK do not send there.
     */
    private static final class LoopbackCookies extends CookieHandler {

        private final Map<String, String> values = new ConcurrentHashMap<>();

        @Override
        public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
            return values.isEmpty()
                    ? Map.of()
                    : Map.of(
                            "Cookie",
                            List.of(
                                    values.entrySet().stream()
                                            .map(
                                                    cookie ->
                                                            cookie.getKey()
                                                                    + "="
                                                                    + cookie.getValue())
                                            .collect(Collectors.joining("; "))));
        }

        @Override
        public void put(URI uri, Map<String, List<String>> headers) {
            headers.forEach(
                    (name, cookies) -> {
                        if (name.equalsIgnoreCase("Set-Cookie")) {
                            cookies.forEach(this::keep);
                        }
                    });
        }

        private void keep(String cookie) {
            String[] pair = cookie.split(";", 2)[0].split("=", 2);
            if (cookie.contains("Max-Age=0") || pair[1].isEmpty()) {
                values.remove(pair[0]);
            } else {
                values.put(pair[0], pair[1]);
            }
        }
    }
}
