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
package io.mxauth.camel.springboot.page;

import io.mxauth.camel.MxAuthComponent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves the page, in Spring MVC and in Spring WebFlux; asks no issuer and waits for nobody. */
@RestController
final class TokenPage {

    private static final String HTML = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8";

    private final ObjectProvider<MxAuthComponent> component;
    private final String application;
    private final PageStyle style = new PageStyle();

    TokenPage(ObjectProvider<MxAuthComponent> component, String application) {
        this.component = component;
        this.application = application;
    }

    /** The page as of now, which reads itself again if it is asked to. */
    @GetMapping(path = "#{@mxAuthPageAddress.path()}", produces = HTML)
    ResponseEntity<String> page(
            @RequestParam(name = "refresh", required = false) @Nullable String refresh) {
        MxAuthComponent only = component.getIfUnique();
        List<ProviderView> providers = only == null ? List.of() : ProviderView.of(only);
        String html =
                new PageWriter(application, Instant.now(), Refresh.of(refresh), style)
                        .write(providers);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", style.policy())
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .body(html);
    }
}
