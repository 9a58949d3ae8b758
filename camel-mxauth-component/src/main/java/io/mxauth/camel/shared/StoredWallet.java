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
package io.mxauth.camel.shared;

import io.mxauth.camel.failure.Cause;
import io.mxauth.camel.oauth.Deadline;
import io.mxauth.camel.oauth.Wallet;
import io.mxauth.camel.provider.Provider;
import io.mxauth.camel.provider.Secret;
import io.mxauth.camel.token.GrantKey;
import io.mxauth.camel.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A grant that other JVMs share, in its exclusive section. A refresh token is marked in the store
 * before it is sent, and the mark goes with the answer. Who finds one that is not his own knows that
 * the token may have been used: it is sent again only where it outlives its use, or the issuer says
 * that it is good still.
 */
final class StoredWallet implements Wallet {

    private static final Logger LOG = LoggerFactory.getLogger(StoredWallet.class);

    /** The mark of a token whose sender has given up on it. */
    private static final String LOST = "lost";

    /** How long beyond the deadline it is tried to write the only copy of a refresh token. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How long whoever made a mark may still be about to write what came of it. */
    private static final Duration UNDECIDED = Duration.ofSeconds(15);

    private final SharedTokens shared;
    private final GrantSection section;
    private final Provider provider;
    private final GrantKey grantKey;
    private final Deadline deadline;

    StoredWallet(
            SharedTokens shared,
            GrantSection section,
            Provider provider,
            GrantKey grantKey,
            Deadline deadline) {
        this.shared = shared;
        this.section = section;
        this.provider = provider;
        this.grantKey = grantKey;
        this.deadline = deadline;
    }

    private Instant now() {
        return shared.time().now();
    }

    @Override
    public CompletableFuture<Optional<Secret>> take() {
        StoredGrant grant = section.grant();
        if (grant == null) {
            grant = StoredGrant.of(provider.credentials().refreshToken(), now());
        }
        Secret refresh = grant.refresh();
        if (refresh == null) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        if (!grant.reusable() && shared.spent().has(section.at(), refresh)) {
            return ofEarlierState(grant);
        }
        return grant.spending() == null || grant.reusable()
                ? mark(grant, refresh)
                : ofDoubtful(grant, refresh);
    }

    private CompletableFuture<Optional<Secret>> mark(StoredGrant grant, Secret refresh) {
        StoredGrant unmarked = grant.spentBy(null, now());
        StoredGrant marked = grant.spentBy(UUID.randomUUID().toString(), now());
        return section.save(marked)
                .handle(
                        (saved, thrown) -> {
                            if (thrown != null) {
                                // It may have been written all the same, and nothing was sent.
                                shared.unsaved()
                                        .add(section.at(), new Unsaved.Change(marked, unmarked));
                                throw Cause.of(thrown) instanceof StoreFailure failure
                                        ? failure
                                        : new IllegalStateException(thrown);
                            }
                            return Optional.of(refresh);
                        });
    }

    /** The store has a token that was used here already; to send it would look like theft. */
    private CompletableFuture<Optional<Secret>> ofEarlierState(StoredGrant grant) {
        LOG.warn(
                "Provider '{}': the store has a refresh token again that this instance has used"
                        + " already, so it was put back to an earlier state, as from a backup. The"
                        + " token is not sent; {}",
                provider.name(),
                whatFollows());
        return section.save(grant.withRefresh(null, false, now()).withAccess(null))
                .thenApply(saved -> Optional.empty());
    }

    private String whatFollows() {
        return SharedTokens.asksInFull(provider)
                ? "the full grant follows"
                : "a person has to log in, or a new refreshToken has to be configured";
    }

    /** What to do with a token of which nobody knows whether it was used. */
    private CompletableFuture<Optional<Secret>> ofDoubtful(StoredGrant grant, Secret refresh) {
        if (SharedTokens.asksInFull(provider)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return shared.issuer()
                .isActive(provider, grantKey, refresh)
                .thenCompose(
                        active ->
                                active.orElse(false)
                                        ? mark(grant, refresh)
                                        : CompletableFuture.completedFuture(givenUp(grant)));
    }

    private Optional<Secret> givenUp(StoredGrant grant) {
        boolean lost = LOST.equals(grant.spending());
        if (!lost && Duration.between(grant.written(), now()).compareTo(UNDECIDED) < 0) {
            throw new StoreFailures(provider).undecided();
        }
        LOG.warn(
                "Provider '{}': it is not known whether its refresh token was used, so it is not sent"
                        + " again",
                provider.name());
        return Optional.empty();
    }

    @Override
    public CompletableFuture<?> giveBack(Secret token) {
        StoredGrant grant = Objects.requireNonNull(section.grant());
        return section.saveSurely(grant.spentBy(null, now()), patience())
                .handle((saved, thrown) -> true);
    }

    @Override
    public CompletableFuture<Optional<Token>> lose(Secret token, boolean refused) {
        StoredGrant before = section.grant();
        return section.load().thenCompose(stored -> lost(before, stored.orElse(null), refused));
    }

    private CompletableFuture<Optional<Token>> lost(
            @Nullable StoredGrant before, @Nullable StoredGrant stored, boolean refused) {
        if (!Objects.equals(before, stored)) {
            Optional<Token> others = shared.usable(provider, section.at(), stored);
            return others.isPresent()
                    ? CompletableFuture.completedFuture(others)
                    : CompletableFuture.failedFuture(
                            new StoreFailures(provider).renewedElsewhere());
        }
        if (stored == null) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        if (refused) {
            LOG.warn(
                    "Provider '{}': the issuer refused the refresh token that the store has since {};"
                            + " {}. If the store was put back to an earlier state, as from a backup,"
                            + " that token had been used by then",
                    provider.name(),
                    stored.written(),
                    whatFollows());
        }
        StoredGrant next =
                refused ? stored.withRefresh(null, false, now()) : stored.spentBy(LOST, now());
        return section.save(next).thenApply(saved -> Optional.empty());
    }

    /** Where a token can be had by the full grant, nobody waits for the store. */
    private Duration patience() {
        return SharedTokens.asksInFull(provider)
                ? Duration.ZERO
                : deadline.remaining().plus(PATIENCE);
    }

    @Override
    public CompletableFuture<?> put(
            Token token, @Nullable Secret refreshToken, @Nullable Secret spent) {
        StoredGrant grant = section.grant();
        Secret next = refreshToken != null ? refreshToken : spent;
        boolean reusable = next != null && next.equals(spent);
        StoredToken access = token.isExpired(token.staleAt()) ? null : StoredToken.of(token);
        StoredGrant granted =
                (grant == null ? StoredGrant.of(null, now()) : grant)
                        .withRefresh(next, reusable, now())
                        .withAccess(access);
        remember(next, spent);
        return section.saveSurely(granted, patience())
                .exceptionallyCompose(
                        thrown -> {
                            if (SharedTokens.asksInFull(provider)
                                    && Cause.of(thrown) instanceof StoreFailure failure) {
                                shared.goesOnWithout(provider, failure);
                                return CompletableFuture.completedFuture(false);
                            }
                            return CompletableFuture.failedFuture(thrown);
                        });
    }

    /** Which of them is good from now on. */
    private void remember(@Nullable Secret next, @Nullable Secret spent) {
        if (spent != null && !spent.equals(next)) {
            shared.spent().add(section.at(), spent);
        }
        if (next != null) {
            shared.spent().remove(section.at(), next);
        }
    }
}
