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

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** One page of the 600 actor profiles, with the headers of RFC 8288 that lead to the others. */
final class FilmmakersPage {

    private static final int PROFILES = 600;
    private static final int USUAL = 250;
    private static final int MOST = 1000;

    private FilmmakersPage() {}

    static Answer of(Form query, String url) {
        int page;
        int perPage;
        try {
            page = Integer.parseInt(query.get("page", "1"));
            perPage = Integer.parseInt(query.get("per_page", Integer.toString(USUAL)));
        } catch (NumberFormatException e) {
            return wrong("page and per_page must be numbers");
        }
        if (page < 1 || perPage < 1 || perPage > MOST) {
            return wrong("page must be at least 1 and per_page must be between 1 and 1000");
        }
        ArrayNode body = Json.array();
        long first = (page - 1L) * perPage + 1;
        for (long id = first; id < first + perPage && id <= PROFILES; id++) {
            body.add(profile(id));
        }
        Answer answer =
                Answer.json(200, body)
                        .with("Total", Integer.toString(PROFILES))
                        .with("Per-Page", Integer.toString(perPage));
        String links = links(url, page, perPage);
        return links.isEmpty() ? answer : answer.with("Link", links);
    }

    static ObjectNode profile(long id) {
        return Json.object()
                .put("id", id)
                .put("first_name", "Sandbox")
                .put("last_name", "Actor " + id);
    }

    private static String links(String url, int page, int perPage) {
        int last = (PROFILES + perPage - 1) / perPage;
        List<String> links = new ArrayList<>();
        if (page > 1) {
            links.add(link(url, 1, perPage, "first"));
            links.add(link(url, page - 1, perPage, "prev"));
        }
        if (page < last) {
            links.add(link(url, page + 1, perPage, "next"));
            links.add(link(url, last, perPage, "last"));
        }
        return String.join(", ", links);
    }

    private static String link(String url, int page, int perPage, String relation) {
        return "<%s?page=%d&per_page=%d>; rel=\"%s\"".formatted(url, page, perPage, relation);
    }

    private static Answer wrong(String message) {
        return Answer.json(400, Json.object().put("error", message));
    }
}
