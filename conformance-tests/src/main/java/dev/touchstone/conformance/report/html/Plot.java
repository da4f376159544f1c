package dev.touchstone.conformance.report.html;

import dev.touchstone.conformance.report.SetReport;
import dev.touchstone.conformance.report.SetReport.Throughput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// A bar for each engine of a set: units a second and thread, on one linear scale.
///
/// @param clock forms and cases a second by the clock
/// @param height of the drawing
record Plot(String isa, String clock, int height, List<Bar> bars) {
    private static final int WIDEST = 340;
    private static final int STEP = 24;
    private static final int TEXT = 15;

    /// @param y of the bar's top
    /// @param baseline of its texts
    /// @param width of the bar
    /// @param after where the figure stands
    record Bar(String engine, int y, int baseline, String width, String after, String figure) {}

    static Plot of(SetReport set) {
        List<Throughput> engines = set.throughput().stream()
                .sorted(Comparator.comparingDouble(Throughput::rate).reversed())
                .toList();
        double most = Math.max(1, engines.getFirst().rate());
        List<Bar> bars = new ArrayList<>();
        for (Throughput engine : engines) {
            int y = bars.size() * STEP;
            double width = Math.max(1, engine.rate() / most * WIDEST);
            bars.add(new Bar(
                    engine.engine(),
                    y + 3,
                    y + TEXT,
                    String.format(Locale.ROOT, "%.1f", width),
                    String.format(Locale.ROOT, "%.1f", 128 + width),
                    Numbers.rate(engine.rate()) + " " + engine.unit() + "/s"));
        }
        String clock = set.seconds() == 0
                ? ""
                : "%s forms and %s cases a second by the clock"
                        .formatted(
                                Numbers.rate(set.forms().size() / set.seconds()),
                                Numbers.rate(set.cases() / set.seconds()));
        return new Plot(set.isa(), clock, bars.size() * STEP, bars);
    }
}
