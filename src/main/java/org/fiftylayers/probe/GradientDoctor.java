package org.fiftylayers.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@link Probe} and names what is wrong with its network, with the evidence and something to try. Of several steps
 * it takes the median, so that one odd batch is no illness.
 */
public final class GradientDoctor {
    /**
     * Gradients have vanished below this part of the last layer's, and exploded above its inverse. Sound initialisation keeps
     * 50 layers of width 64 within a factor of about 20: the logarithm of the norm is a random walk, of deviation 1 after
     * 50 such layers (Hanin and Nica, 2020). And where the last layer moves by 1/1000 per step, one that gets 1/100 of that
     * needs 100,000 steps.
     */
    static final double VANISHED = 1e-2;

    /** Saturation is an illness if more than half of a layer's outputs have less than 5 % of the slope they could have. */
    static final double SATURATED = 0.5;

    /**
     * In a sound ReLU layer up to one half of the units is dead for a batch: in deep networks all examples look alike, and a
     * unit is silent for all or for none. More may be chance: this many deviations of n tosses of a coin are no illness.
     */
    static final double DEAD_DEVIATIONS = 4;

    /** In narrow layers chance explains nearly everything, but not this. */
    static final double DEAD_AT_MOST = 0.97;

    /** The ratio of update to weight is sound around 10⁻³ (Karpathy, 2022); a hundred times that replaces a tenth. */
    static final double LARGE_UPDATE = 1e-1;

    /** A hundredth of 10⁻³: a weight needs 100,000 steps to change by its own size. */
    static final double SMALL_UPDATE = 1e-5;

    /** The readings up to the first NaN or infinity. */
    private final List<Snapshot> sound = new ArrayList<>();

    private final List<Diagnosis> found = new ArrayList<>();

    private GradientDoctor() {}

    /** All illnesses that the readings show, causes first, or that the network is healthy. */
    public static Examination examine(Probe probe) {
        if (probe.snapshots().isEmpty()) {
            throw new IllegalStateException("examine: the probe has recorded nothing; call record() after a step");
        }
        GradientDoctor doctor = new GradientDoctor();
        for (Snapshot snapshot : probe.snapshots()) {
            String place = NotFinite.placeIn(snapshot);
            if (place != null) {
                doctor.reportNotFinite(snapshot.step(), place);
                break;
            }
            doctor.sound.add(snapshot);
        }
        if (!doctor.sound.isEmpty()) {
            doctor.lookForSymmetry();
            doctor.lookForDeadUnits();
            doctor.lookForSaturation();
            doctor.lookAtGradients();
            doctor.lookAtUpdates();
        }
        return new Examination(doctor.found);
    }

    private void reportNotFinite(int step, String place) {
        String before = sound.isEmpty()
                ? ""
                : ", after updates of up to ×" + Digits.of(largestUpdate(latest())) + " of the weights";
        found.add(new Diagnosis(
                Illness.NOT_FINITE,
                "NaN or infinity, first at step " + step + " in " + place + before,
                "a smaller learning rate, Clipping.byGlobalNorm, or, if it is there at step 1, another initialiser"));
    }

    private void lookForSymmetry() {
        List<ParameterReading> weights = latest().weights();
        List<ParameterReading> symmetric = weights.stream()
                .filter(weight -> weight.isSymmetric()
                        && weight.layer() < weights.get(weights.size() - 1).layer())
                .toList();
        if (!symmetric.isEmpty()) {
            found.add(new Diagnosis(
                    Illness.SYMMETRY,
                    "all units of " + symmetric.get(0).name() + " have the same weights after step "
                            + latest().step() + ", as have those of " + symmetric.size() + " of "
                            + weights.size() + " matrices: they compute the same and get the same gradient",
                    "random weights, such as Initialiser.he()"));
        }
    }

    private void lookForDeadUnits() {
        LayerReading worst = worst(LayerReading::dead);
        if (worst == null) {
            return;
        }
        double dead = median(worst, LayerReading::dead);
        double chance = Math.min(DEAD_AT_MOST, 0.5 + DEAD_DEVIATIONS * 0.5 / Math.sqrt(worst.units()));
        if (dead > chance) {
            found.add(new Diagnosis(
                    Illness.DEAD_UNITS,
                    "dead units in layer " + worst.layer() + ": " + Digits.percent(dead) + " of its " + worst.units()
                            + " units (" + worst.name() + ") have slope 0 for every example",
                    "a smaller learning rate, biases of 0, Initialiser.he(), or Activation.leakyRelu(0.01)"));
        }
    }

    private void lookForSaturation() {
        LayerReading worst = worst(LayerReading::saturated);
        if (worst == null) {
            return;
        }
        double saturated = median(worst, LayerReading::saturated);
        if (saturated > SATURATED) {
            found.add(new Diagnosis(
                    Illness.SATURATION,
                    "layer " + worst.layer() + " is saturated: " + Digits.percent(saturated) + " of its outputs ("
                            + worst.name() + ") have less than 5 % of the slope they could have",
                    "smaller weights, such as Initialiser.xavier(), or normalisation before " + worst.name()));
        }
    }

    private void lookAtGradients() {
        int layers = latest().weightLayers().size();
        double[] parts = new double[layers];
        for (int k = 0; k < layers; k++) {
            int layer = k;
            parts[k] = Digits.median(sound.stream()
                    .mapToDouble(s -> delta(s, layer) / delta(s, layers - 1))
                    .filter(part -> !Double.isNaN(part)));
        }
        int least = 0;
        int most = 0;
        int from = -1;
        for (int k = 0; k < layers; k++) {
            least = parts[k] < parts[least] ? k : least;
            most = parts[k] > parts[most] ? k : most;
            from = parts[k] < VANISHED ? k : from;
        }
        if (from >= 0) {
            double rate = StrictMath.pow(parts[least], 1.0 / (layers - 1 - least));
            found.add(new Diagnosis(
                    Illness.VANISHING,
                    "gradients vanish from layer " + (from + 1) + " down: " + course("falls", rate, least),
                    Remedy.ofVanishing(activation(), rate)));
        }
        if (parts[most] > 1 / VANISHED) {
            double rate = StrictMath.pow(parts[most], 1.0 / (layers - 1 - most));
            int below = most;
            while (below + 1 < layers && parts[below + 1] > 1 / VANISHED) {
                below++;
            }
            found.add(new Diagnosis(
                    Illness.EXPLODING,
                    "gradients explode from layer " + (below + 1) + " down: " + course("grows", rate, most),
                    Remedy.ofExploding(activation(), rate, isNormalised())));
        }
    }

    private String course(String verb, double rate, int extreme) {
        int layers = latest().weightLayers().size();
        double top = Digits.median(sound.stream().mapToDouble(s -> delta(s, layers - 1)));
        double end = Digits.median(sound.stream().mapToDouble(s -> delta(s, extreme)));
        String ends = ", from " + Digits.of(top) + " at layer " + layers + " to " + Digits.of(end) + " at layer "
                + (extreme + 1);
        return activation() + ", ‖δ‖ " + (end == 0 ? "becomes 0" : verb + " ×" + Digits.of(rate) + " per layer") + ends;
    }

    private void lookAtUpdates() {
        double usual = Digits.median(sound.stream().mapToDouble(this::largestUpdate));
        double largest = sound.stream().mapToDouble(this::largestUpdate).max().orElse(0);
        if (usual > LARGE_UPDATE || largest > 1) {
            found.add(new Diagnosis(
                    Illness.UPDATES_TOO_LARGE,
                    "updates are too large: a step moves weights by up to ×" + Digits.of(largest)
                            + " of their size, usually by ×" + Digits.of(usual) + ", where about 0.001 is sound",
                    usual > LARGE_UPDATE
                            ? "a learning rate ×" + Digits.of(1e-3 / usual) + " as large"
                            : "warm-up, or Clipping.byGlobalNorm, since it is a few steps only"));
        } else if (largest < SMALL_UPDATE && largest > 0) {
            found.add(new Diagnosis(
                    Illness.UPDATES_TOO_SMALL,
                    "updates are too small: no step moves any weights by more than ×" + Digits.of(largest)
                            + " of their size, where about 0.001 is sound",
                    "a learning rate ×" + Digits.of(1e-3 / largest) + " as large"));
        } else if (largest == 0 && found.isEmpty()) {
            found.add(new Diagnosis(
                    Illness.UPDATES_TOO_SMALL,
                    "updates are 0: no step moves any weights",
                    "a learning rate above 0, and a loss that depends on the weights"));
        }
        if (found.isEmpty()) {
            int layers = latest().weightLayers().size();
            double part = Digits.median(sound.stream().mapToDouble(s -> delta(s, 0) / delta(s, layers - 1)));
            found.add(new Diagnosis(
                    Illness.HEALTHY,
                    "healthy: ‖δ‖ of layer 1 is ×" + Digits.of(part) + " of layer " + layers + "'s, and a step moves"
                            + " weights by up to ×" + Digits.of(usual) + " of their size",
                    ""));
        }
    }

    private Snapshot latest() {
        return sound.get(sound.size() - 1);
    }

    private static double delta(Snapshot snapshot, int index) {
        return snapshot.weightLayers().get(index).gradient().norm();
    }

    /** The largest ratio of update to value among the weights; those that began as 0 have no size to compare with yet. */
    private double largestUpdate(Snapshot snapshot) {
        double largest = 0;
        for (int i = 0; i < snapshot.weights().size(); i++) {
            boolean beganAsZero = Double.isNaN(sound.get(0).weights().get(i).ratio());
            largest = beganAsZero
                    ? largest
                    : Math.max(largest, snapshot.weights().get(i).ratio());
        }
        return largest;
    }

    /** The part of the network for which the median over all steps is the largest; null if there is no such number. */
    private @Nullable LayerReading worst(ToDoubleFunction<LayerReading> share) {
        return latest().layers().stream()
                .filter(reading -> !Double.isNaN(share.applyAsDouble(reading)))
                .max(Comparator.comparingDouble(reading -> median(reading, share)))
                .orElse(null);
    }

    private double median(LayerReading part, ToDoubleFunction<LayerReading> share) {
        int place = latest().layers().indexOf(part);
        return Digits.median(
                sound.stream().mapToDouble(s -> share.applyAsDouble(s.layers().get(place))));
    }

    /** The activation that there is most of. */
    private String activation() {
        List<String> names = latest().layers().stream()
                .filter(reading -> !Double.isNaN(reading.dead()))
                .map(LayerReading::name)
                .toList();
        return names.stream()
                .max(Comparator.comparingLong(
                        name -> names.stream().filter(name::equals).count()))
                .orElse("no activation");
    }

    private boolean isNormalised() {
        return latest().parameters().stream().anyMatch(p -> p.name().endsWith(".gain"));
    }
}
