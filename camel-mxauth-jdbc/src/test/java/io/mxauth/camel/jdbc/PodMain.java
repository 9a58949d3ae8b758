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
package io.mxauth.camel.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.mxauth.camel.AccessToken;
import io.mxauth.camel.MxAuthComponent;
import io.mxauth.camel.MxAuthException;
import io.mxauth.camel.ProviderConfiguration;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * An application in a JVM of its own, as in a pod: does what the lines of its input say and answers
 * each with one line. The arguments are the database, the keyset, and the account's options.
 */
final class PodMain {

    private final DefaultCamelContext context = new DefaultCamelContext();

    private PodMain(String[] arguments) {
        HikariDataSource pool = PostgresServer.pool(arguments[0]);
        JdbcTokenStore store = new JdbcTokenStore(pool, arguments[1]);
        store.setCreateTable(true);
        MxAuthComponent component = new MxAuthComponent();
        component.setTokenStore(store);
        component.getProviders().put("moviexchange", account(arguments));
        context.addComponent("mxauth", component);
        context.start();
    }

    private static ProviderConfiguration account(String[] arguments) {
        ProviderConfiguration options = new ProviderConfiguration();
        for (int i = 2; i < arguments.length; i += 2) {
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "token-endpoint" -> options.setTokenEndpoint(value);
                case "client-id" -> options.setClientId(value);
                case "client-secret" -> options.setClientSecret(value);
                case "allowed-hosts" -> options.setAllowedHosts(value);
                case "username" -> options.setUsername(value);
                case "password" -> options.setPassword(value);
                case "refresh-token" -> options.setRefreshToken(value);
                default -> throw new IllegalArgumentException(arguments[i]);
            }
        }
        return options;
    }

    private String operate(String operation) {
        Exchange answer =
                context.createFluentProducerTemplate()
                        .to("mxauth:moviexchange?operation=" + operation)
                        .send();
        MxAuthException failure = answer.getException(MxAuthException.class);
        if (answer.getException() != null) {
            return "FAILED "
                    + (failure == null
                            ? answer.getException().getClass().getName()
                            : failure.reason() + " " + failure.getMessage());
        }
        AccessToken token = answer.getMessage().getBody(AccessToken.class);
        return "OK " + (token == null ? "" : token.value());
    }

    /** Renews as fast as it can until this JVM is killed. */
    private void renewForever() {
        for (long count = 1; ; count++) {
            String result = operate("refresh");
            answer(result.startsWith("OK") ? "RENEWED " + count : result);
        }
    }

    @SuppressWarnings("SystemOut")
    private static void answer(String line) {
        System.out.println(line);
        System.out.flush();
    }

    public static void main(String[] arguments) throws Exception {
        PodMain pod = new PodMain(arguments);
        answer("READY");
        BufferedReader commands =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            if (line.equals("renew-forever")) {
                pod.renewForever();
            }
            answer(pod.operate(line));
        }
        pod.context.stop();
    }
}
