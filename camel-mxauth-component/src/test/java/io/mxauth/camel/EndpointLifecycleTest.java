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

import static org.assertj.core.api.Assertions.assertThat;

import io.mxauth.sandbox.Sandbox;
import io.mxauth.sandbox.SandboxExtension;
import io.mxauth.sandbox.SandboxProvider;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ServiceStatus;
import org.apache.camel.StatefulService;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ContextServiceLoaderPluginResolver;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What becomes of an HTTP endpoint, however it is called and however long it lives, with this jar on
 * the class path and without it. Nothing here uses {@code mxauth:}.
 */
@Timeout(60)
@ExtendWith(SandboxExtension.class)
class EndpointLifecycleTest {

    static Stream<Arguments> cells() {
        // What a header names is called by an endpoint of another URL.
        return Stream.of(Way.values())
                .filter(way -> way != Way.CAMEL_HTTP_URI_HEADER)
                .flatMap(
                        way ->
                                AuthorizationRuleTest.CLIENTS.stream()
                                        .map(client -> Arguments.of(way, client)));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void endpoint_livesAsItWouldWithoutUs(Way way, String client, Sandbox sandbox)
            throws Exception {
        SandboxProvider api = sandbox.provider("movio-us");
        String url = api.setting("api") + "?throwExceptionOnFailure=false";
        String uri = client.equals("http") ? url : client + ":" + url;
        assertThat(life(way, client, uri, true))
                .isEqualTo(life(way, client, uri, false))
                .contains("called null");
    }

    private static List<String> life(Way way, String client, String uri, boolean withUs)
            throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        context.getManagementNameStrategy().setNamePattern("life");
        if (!withUs) {
            context.getCamelContextExtension()
                    .addContextPlugin(
                            ContextServiceLoaderPluginResolver.class, new NothingToLoad());
        }
        List<String> life = new ArrayList<>();
        try {
            ServiceHelper.startService(context.getComponent(client));
            context.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            way.call(from("direct:call").routeId("call"), uri);
                        }
                    });
            context.start();
            call(context, life);
            tell(context, client, life);
            context.getRouteController().stopRoute("call");
            context.getRouteController().startRoute("call");
            call(context, life);
            context.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from("direct:later").routeId("later").to(uri);
                        }
                    });
            call(context, life);
            context.getRouteController().stopRoute("call");
            context.removeRoute("call");
            context.getRouteController().stopRoute("later");
            context.removeRoute("later");
            life.add("removed " + context.removeEndpoints(client + "*").size());
            tell(context, client, life);
        } finally {
            context.stop();
        }
        return life;
    }

    private static void call(DefaultCamelContext context, List<String> life) {
        Exchange answer =
                context.createFluentProducerTemplate()
                        .to("direct:call")
                        .withBody(RouteTestSupport.FILMS)
                        .send();
        life.add("called " + answer.getException());
    }

    /** The endpoints in the registry and in JMX, and the state of each. */
    private static void tell(DefaultCamelContext context, String client, List<String> life)
            throws Exception {
        for (Endpoint endpoint : context.getEndpoints()) {
            if (endpoint.getEndpointUri().startsWith(client)) {
                life.add(endpoint.getEndpointKey() + " " + statusOf(endpoint));
            }
        }
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName all = new ObjectName("org.apache.camel:context=life,type=endpoints,*");
        TreeSet<String> beans = new TreeSet<>();
        for (ObjectName name : server.queryNames(all, null)) {
            if (name.getKeyProperty("name").contains(client)) {
                beans.add(name.getKeyProperty("name") + " " + server.getAttribute(name, "State"));
            }
        }
        life.add("managed " + beans);
    }

    private static ServiceStatus statusOf(Endpoint endpoint) {
        return ((StatefulService) endpoint).getStatus();
    }

    /** Has Camel find no plugin, as if this jar were not there. */
    private static final class NothingToLoad extends ServiceSupport
            implements ContextServiceLoaderPluginResolver {

        private CamelContext context = new DefaultCamelContext(false);

        @Override
        public CamelContext getCamelContext() {
            return context;
        }

        @Override
        public void setCamelContext(CamelContext camelContext) {
            context = camelContext;
        }
    }
}
