package dev.touchstone.exec.engines;

import dev.touchstone.isa.Isa;
import dev.touchstone.isa.table.Row;
import dev.touchstone.isa.table.TableReader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A package of an engine for a host, and the sets that its library serves: a row of `packages.table`.
record Offer(EnginePackage content, Set<Isa> sets) {
    private static final List<Row> TABLE = TableReader.read(Offer.class, "packages.table");

    /// What is packaged of an engine for a host, the better first.
    static List<Offer> of(String engine, Host host, Clients clients) {
        List<Offer> offers = new ArrayList<>();
        for (Row row : TABLE) {
            if (row.column(0).equals(engine)) {
                content(engine, row, host, clients).ifPresent(c -> offers.add(new Offer(c, sets(row))));
            }
        }
        return offers;
    }

    private static Optional<? extends EnginePackage> content(String engine, Row row, Host host, Clients clients) {
        return switch (Source.of(row.column(1))) {
            case WHEEL -> Wheel.of(engine, host).map(wheel -> new WheelPackage(wheel, clients.pip()));
            case MAVEN -> MavenArtifact.of(engine, host).map(jar -> new JarPackage(jar, clients.maven()));
            case NPM -> NpmArtifact.of(engine).map(artifact -> new NpmPackage(artifact, clients.npm()));
            case SYSTEM -> throw row.wrong("an installed library is no package");
        };
    }

    private static Set<Isa> sets(Row row) {
        Set<Isa> sets = EnumSet.noneOf(Isa.class);
        for (String label : row.column(2).split("\\s+")) {
            sets.add(Isa.ofLabel(label));
        }
        return sets;
    }
}
