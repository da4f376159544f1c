package dev.touchstone.exec.host.call;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.Modifier;

/// Where a class that implements an interface may stand.
public final class Implementer {
    private static final Lookup OURS = MethodHandles.lookup();

    private Implementer() {}

    /// A lookup of ours that sees an interface that all see.
    ///
    /// @throws IllegalArgumentException if it is not public, its package is not exported, or it is of a class
    ///     loader that this library's does not ask
    public static Lookup of(Class<?> type) {
        if (!Modifier.isPublic(type.getModifiers())) {
            throw unseen(type, "is not public");
        }
        Module module = type.getModule();
        Module ours = OURS.lookupClass().getModule();
        if (!module.isExported(type.getPackageName(), ours)) {
            throw unseen(type, "is in a package that " + module + " does not export");
        }
        if (!seen(type, OURS)) {
            throw unseen(type, "is of another class loader");
        }
        ours.addReads(module);
        return OURS;
    }

    /// Whether a class beside the lookup's finds the type by its name.
    private static boolean seen(Class<?> type, Lookup lookup) {
        try {
            return Class.forName(type.getName(), false, lookup.lookupClass().getClassLoader()) == type;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static IllegalArgumentException unseen(Class<?> type, String why) {
        return new IllegalArgumentException(type.getName() + " " + why
                + ": give FunctionType.of the lookup of a class that sees it, MethodHandles.lookup()");
    }

    /// The lookup itself, if it sees the interface.
    ///
    /// @throws IllegalArgumentException if it doesn't, or may not define classes
    public static Lookup of(Lookup lookup, Class<?> type) {
        if (!lookup.hasFullPrivilegeAccess()) {
            throw new IllegalArgumentException(
                    "the lookup " + lookup
                            + " may not define classes; allowed is one with full privileges, as MethodHandles.lookup() gives it");
        }
        if (!seen(type, lookup) || !accessible(type, lookup)) {
            throw new IllegalArgumentException("%s is not seen by %s; give the lookup of a class that sees it"
                    .formatted(type.getName(), lookup.lookupClass().getName()));
        }
        return lookup;
    }

    private static boolean accessible(Class<?> type, Lookup lookup) {
        try {
            return lookup.accessClass(type) == type;
        } catch (IllegalAccessException e) {
            return false;
        }
    }
}
