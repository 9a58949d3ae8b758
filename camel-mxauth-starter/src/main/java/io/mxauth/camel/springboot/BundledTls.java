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

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.CipherSuitesParameters;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.SecureSocketProtocolsParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslOptions;

/** TLS settings that are those of an SSL bundle at the time a context is made of them. */
final class BundledTls extends SSLContextParameters {

    private final Supplier<SslBundle> bundles;

    BundledTls(Supplier<SslBundle> bundles) {
        this.bundles = bundles;
    }

    @Override
    public SSLContext createSSLContext(CamelContext camelContext)
            throws GeneralSecurityException, IOException {
        SslBundle bundle = bundles.get();
        setSecureSocketProtocol(bundle.getProtocol());
        setKeyManagers(
                new KeyManagersParameters() {
                    @Override
                    public KeyManager[] createKeyManagers() {
                        return bundle.getManagers().getKeyManagers();
                    }
                });
        setTrustManagers(
                new TrustManagersParameters() {
                    @Override
                    public TrustManager[] createTrustManagers() {
                        return bundle.getManagers().getTrustManagers();
                    }
                });
        restrict(bundle.getOptions());
        return super.createSSLContext(camelContext);
    }

    private void restrict(SslOptions options) {
        if (options.getCiphers() != null) {
            CipherSuitesParameters ciphers = new CipherSuitesParameters();
            ciphers.setCipherSuite(List.of(options.getCiphers()));
            setCipherSuites(ciphers);
        }
        if (options.getEnabledProtocols() != null) {
            SecureSocketProtocolsParameters protocols = new SecureSocketProtocolsParameters();
            protocols.setSecureSocketProtocol(List.of(options.getEnabledProtocols()));
            setSecureSocketProtocols(protocols);
        }
    }
}
