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
package io.mxauth.camel.observe;

import io.mxauth.camel.failure.AuthFailure;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.token.Token;
import java.net.URI;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that is known of a component's tokens: the counters, which last as long as the component, the
 * state of each account, and those who want to hear of what happens. Safe for any number of threads.
 */
public final class Observations implements TokenObserver {

    private static final Logger LOG = LoggerFactory.getLogger(Observations.class);

    private final Supplier<List<AccountState>> accounts;
    private final Map<String, ProviderTally> tallies = new ConcurrentSkipListMap<>();
    private final CopyOnWriteArrayList<TokenObserver> observers = new CopyOnWriteArrayList<>();
    private volatile boolean countsHits;

    /**
     * Nothing seen yet.
     *
     * @param accounts tells the state of all accounts
     */
    public Observations(Supplier<List<AccountState>> accounts) {
        this.accounts = accounts;
    }

    /** The state of each account now; nobody is asked for that. */
    public List<AccountState> accounts() {
        return accounts.get();
    }

    /** The counters of the providers in use, by name. */
    public Collection<ProviderTally> tallies() {
        return Collections.unmodifiableCollection(tallies.values());
    }

    /** Counts hits from now on, which costs each of them some nanoseconds. */
    public synchronized void countHits() {
        countsHits = true;
        tallies.values().forEach(ProviderTally::countHits);
    }

    /**
     * Tells somebody of everything from now on; once, however often he or an equal is added.
     *
     * @return whether he is new
     */
    public synchronized boolean add(TokenObserver observer) {
        if (!observers.addIfAbsent(observer)) {
            return false;
        }
        tallies.values().forEach(tally -> safely(observer, o -> o.providerUsed(tally)));
        return true;
    }

    public void remove(TokenObserver observer) {
        observers.remove(observer);
    }

    /** The counters of that provider. */
    public ProviderTally tally(String provider) {
        ProviderTally known = tallies.get(provider);
        return known != null ? known : newTally(provider);
    }

    private synchronized ProviderTally newTally(String provider) {
        ProviderTally known = tallies.get(provider);
        if (known != null) {
            return known;
        }
        ProviderTally tally = new ProviderTally(provider);
        if (countsHits) {
            tally.countHits();
        }
        tallies.put(provider, tally);
        tell(observer -> observer.providerUsed(tally));
        return tally;
    }

    @Override
    public FetchObserver fetching(Provider provider) {
        ProviderTally tally = tally(provider.name());
        List<FetchObserver> fetches =
                observers.stream().map(observer -> begun(observer, provider)).toList();
        return (grant, endpoint) -> {
            List<RequestObserver> requests =
                    fetches.stream().map(fetch -> begun(fetch, grant, endpoint)).toList();
            return (outcome, status) -> {
                tally.requested(outcome);
                requests.forEach(request -> safely(request, r -> r.ended(outcome, status)));
            };
        };
    }

    private static FetchObserver begun(TokenObserver observer, Provider provider) {
        try {
            return observer.fetching(provider);
        } catch (RuntimeException e) {
            warn(observer, e);
            return FetchObserver.IDLE;
        }
    }

    private static RequestObserver begun(FetchObserver observer, String grant, URI endpoint) {
        try {
            return observer.requesting(grant, endpoint);
        } catch (RuntimeException e) {
            warn(observer, e);
            return RequestObserver.IDLE;
        }
    }

    @Override
    public Executor here() {
        Executor here = Runnable::run;
        for (TokenObserver observer : observers) {
            Executor outer = here;
            Executor inner = observer.here();
            here = task -> outer.execute(() -> inner.execute(task));
        }
        return here;
    }

    @Override
    public void acquired(Provider provider, Token token) {
        tell(observer -> observer.acquired(provider, token));
    }

    @Override
    public void failed(Provider provider, AuthFailure failure, boolean tokenLives) {
        tell(observer -> observer.failed(provider, failure, tokenLives));
    }

    private void tell(Consumer<TokenObserver> what) {
        observers.forEach(observer -> safely(observer, what));
    }

    private static <T> void safely(T observer, Consumer<T> what) {
        try {
            what.accept(observer);
        } catch (RuntimeException e) {
            warn(observer, e);
        }
    }

    private static void warn(Object observer, RuntimeException fault) {
        LOG.warn("{} failed, which changes nothing for tokens", observer.getClass(), fault);
    }
}
