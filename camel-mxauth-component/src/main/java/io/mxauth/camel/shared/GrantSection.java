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
import io.mxauth.camel.token.StoreKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One grant inside its exclusive section: what the store has of it, and how that is changed. Used
 * by one task, one step at a time.
 */
final class GrantSection {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final SharedTokens shared;
    private final StoreKey at;
    private final SharedStore.Section section;
    private StoredGrants grants = StoredGrants.NONE;

    GrantSection(SharedTokens shared, StoreKey at, SharedStore.Section section) {
        this.shared = shared;
        this.at = at;
        this.section = section;
    }

    StoreKey at() {
        return at;
    }

    /** The grant as it was read or written last. */
    @Nullable StoredGrant grant() {
        return grants.of(at.root());
    }

    /** Reads the grant, and first of all writes what could not be written before. */
    CompletableFuture<Optional<StoredGrant>> load() {
        return section.load()
                .thenCompose(
                        entry -> {
                            grants = read(entry);
                            Unsaved.Change change = shared.unsaved().of(at);
                            return change == null
                                    ? CompletableFuture.completedFuture(true)
                                    : catchUp(change);
                        })
                .thenApply(done -> Optional.ofNullable(grant()));
    }

    private CompletableFuture<Boolean> catchUp(Unsaved.Change change) {
        CompletableFuture<Boolean> done =
                change.appliesTo(grant())
                        ? save(change.after())
                        : CompletableFuture.completedFuture(true);
        return done.thenApply(
                saved -> {
                    shared.unsaved().remove(at, change);
                    return true;
                });
    }

    private StoredGrants read(Optional<SharedStore.Entry> entry) {
        return entry.map(e -> shared.format().read(at.key(), e.value())).orElse(StoredGrants.NONE);
    }

    /** Writes the grant; if that fails, it is as it was. */
    CompletableFuture<Boolean> save(StoredGrant grant) {
        return write(grants.with(at.root(), grant));
    }

    /** Takes the grant out of the store. */
    CompletableFuture<Boolean> forget() {
        StoredGrants others = grants.without(at.root());
        return others.byRoot().isEmpty()
                ? section.forget().thenApply(forgotten -> now(others))
                : write(others);
    }

    private CompletableFuture<Boolean> write(StoredGrants next) {
        return section.save(shared.format().write(next), expiry(next))
                .thenApply(saved -> now(next));
    }

    private boolean now(StoredGrants written) {
        grants = written;
        return true;
    }

    private Instant expiry(StoredGrants next) {
        return next.expiry(shared.time().now());
    }

    /**
     * Writes a grant that must not be lost, if need be from outside of the section, which may have
     * ended with its connection; what cannot be written is kept to be written later.
     *
     * @param patience for how long to try
     */
    CompletableFuture<Boolean> saveSurely(StoredGrant grant, Duration patience) {
        Deadline end = Deadline.in(patience, shared.time());
        Unsaved.Change change = new Unsaved.Change(grant(), grant);
        return save(grant)
                .exceptionallyCompose(
                        thrown ->
                                Cause.of(thrown) instanceof StoreFailure
                                        ? fromOutside(change, end)
                                        : CompletableFuture.failedFuture(thrown));
    }

    private CompletableFuture<Boolean> fromOutside(Unsaved.Change change, Deadline end) {
        return shared.store()
                .load(at.key())
                .thenCompose(entry -> change(entry, change))
                .handle((done, thrown) -> afterAttempt(change, end, done, Cause.of(thrown)))
                .thenCompose(next -> next);
    }

    private CompletableFuture<Boolean> afterAttempt(
            Unsaved.Change change,
            Deadline end,
            @Nullable Boolean done,
            @Nullable Throwable failure) {
        if (Boolean.TRUE.equals(done)) {
            return CompletableFuture.completedFuture(true);
        }
        if (end.allows(PAUSE)) {
            return shared.after(PAUSE, () -> fromOutside(change, end));
        }
        shared.unsaved().add(at, change);
        return CompletableFuture.failedFuture(
                failure != null
                        ? failure
                        : new StoreFailure("'" + at.key() + "' changes all the time"));
    }

    private CompletableFuture<Boolean> change(
            Optional<SharedStore.Entry> entry, Unsaved.Change change) {
        StoredGrants stored = read(entry);
        StoredGrant present = stored.of(at.root());
        if (!change.appliesTo(present)) {
            // Done after all, or somebody else has gone on from there.
            return CompletableFuture.completedFuture(true);
        }
        StoredGrants next = stored.with(at.root(), change.after());
        long version = entry.map(SharedStore.Entry::version).orElse(SharedStore.ABSENT);
        return shared.store().save(at.key(), shared.format().write(next), expiry(next), version);
    }
}
