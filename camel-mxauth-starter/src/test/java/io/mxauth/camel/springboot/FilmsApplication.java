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
package io.mxauth.camel.springboot;

import io.mxauth.camel.ProviderConfiguration;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.http.client.ClientHttpRequestFactorySettings.Redirects;
import org.springframework.boot.web.client.RestTemplateBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** The application of the manual's page: films go to Movio by a route, or by a client of Spring's. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(FilmsApplication.Films.class)
class FilmsApplication {

    // tag::route[]
    @Bean
    RouteBuilder films() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:films").to("mxauth:movio").to("{{movio.api}}?httpMethod=PUT");
            }
        };
    }

    // end::route[]

    // tag::provider[]
    @Bean
    ProviderConfiguration filmmakers(@Value("${filmmakers.key}") String key) {
        ProviderConfiguration filmmakers = new ProviderConfiguration();
        filmmakers.setApiKey(key);
        return filmmakers;
    }

    // end::provider[]

    // tag::client[]
    @Bean
    RestClient movio(MxAuthClients clients, @Value("${movio.api}") String api) {
        return clients.restClient("movio").baseUrl(api).build();
    }

    // end::client[]

    // tag::template[]
    @Bean
    RestTemplate movioTemplate(RestTemplateBuilder builder, MxAuthClients clients) {
        return builder.redirects(Redirects.DONT_FOLLOW)
                .additionalInterceptors(clients.interceptor("movio"))
                .build();
    }

    // end::template[]

    @RestController
    static class Films {

        private final FluentProducerTemplate routes;
        private final RestClient client;
        private final RestTemplate template;
        private final String api;

        Films(
                FluentProducerTemplate routes,
                RestClient client,
                RestTemplate template,
                @Value("${movio.api}") String api) {
            this.routes = routes;
            this.client = client;
            this.template = template;
            this.api = api;
        }

        @PutMapping("/route")
        ResponseEntity<String> byRoute(@RequestBody String films) {
            return ResponseEntity.ok(
                    routes.to("direct:films")
                            .withHeader("Content-Type", "application/json")
                            .withBody(films)
                            .request(String.class));
        }

        @PutMapping("/client")
        ResponseEntity<String> byClient(@RequestBody String films) {
            return client.put()
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(films)
                    .retrieve()
                    .toEntity(String.class);
        }

        @PutMapping("/template")
        ResponseEntity<String> byTemplate(@RequestBody String films) {
            return template.exchange(
                    RequestEntity.put(api).contentType(MediaType.APPLICATION_JSON).body(films),
                    String.class);
        }
    }
}
