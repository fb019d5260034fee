package org.touchstone.evidence.store;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The stores of this installation. New contents go to the S3 store where one is configured; what was written to the disk before
 * is still read from there.
 */
@Component
public class Blobs {

    private final Map<String, BlobStore> stores;

    Blobs(List<BlobStore> stores) {
        this.stores = stores.stream().collect(Collectors.toMap(BlobStore::name, Function.identity()));
    }

    /** The store for new contents. */
    public BlobStore present() {
        return named(stores.containsKey("s3") ? "s3" : "disk");
    }

    /** A store by its name in rows. */
    public BlobStore named(String name) {
        var store = stores.get(name);
        if (store == null) {
            throw new BlobStore.Failure("the store " + name + " is not configured", new IllegalStateException(name));
        }
        return store;
    }
}
