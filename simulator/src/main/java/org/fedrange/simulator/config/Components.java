package org.fedrange.simulator.config;

import java.lang.reflect.RecordComponent;
import java.util.Optional;

/** Reads components of records by reflection. */
final class Components {
    private Components() {}

    /** The component's value; empty where it is not resolved yet. */
    static Optional<Object> get(RecordComponent component, Record record) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true); // a record written outside the project need not be public
            return Optional.ofNullable(accessor.invoke(record));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
