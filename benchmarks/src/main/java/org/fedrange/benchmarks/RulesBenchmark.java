package org.fedrange.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.AdaptiveRobustClipping;
import org.fedrange.aggregation.Aggregator;
import org.fedrange.aggregation.Bucketing;
import org.fedrange.aggregation.Bulyan;
import org.fedrange.aggregation.CenteredClipping;
import org.fedrange.aggregation.Chain;
import org.fedrange.aggregation.ClippedClustering;
import org.fedrange.aggregation.Clipping;
import org.fedrange.aggregation.Context;
import org.fedrange.aggregation.CovarianceFilter;
import org.fedrange.aggregation.DivideAndConquer;
import org.fedrange.aggregation.FLDetector;
import org.fedrange.aggregation.FLTrust;
import org.fedrange.aggregation.Flame;
import org.fedrange.aggregation.FoolsGold;
import org.fedrange.aggregation.GeometricMedian;
import org.fedrange.aggregation.Krum;
import org.fedrange.aggregation.Meamed;
import org.fedrange.aggregation.Mean;
import org.fedrange.aggregation.Median;
import org.fedrange.aggregation.MinimumDiameter;
import org.fedrange.aggregation.Monna;
import org.fedrange.aggregation.MultiKrum;
import org.fedrange.aggregation.NearestNeighborMixing;
import org.fedrange.aggregation.RobustLearningRate;
import org.fedrange.aggregation.SignFlipDetection;
import org.fedrange.aggregation.SignGuard;
import org.fedrange.aggregation.SignMajority;
import org.fedrange.aggregation.SmallestEigenvalue;
import org.fedrange.aggregation.Stage;
import org.fedrange.aggregation.TrimmedMean;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Streams;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Rules on updates of a given number and size; the limits that memory sets to them are {@link MemoryBenchmark}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class RulesBenchmark {
    private static final int WINDOW = 10;

    /** Number of updates. */
    @Param("14")
    public int nodes;

    /** Numbers of each, by default those of the perceptron 784-100-10. */
    @Param("79510")
    public int size;

    /** The chain measured. */
    @Param({
        "mean", "median", "trimmed-mean", "geometric-median", "krum", "multi-krum", "bulyan", "centered-clipping", "monna", "meamed",
        "covariance-filter", "divide-and-conquer", "sign-guard", "clipped-clustering", "fools-gold", "flame", "robust-learning-rate",
        "sign-majority", "minimum-diameter", "smallest-eigenvalue", "fltrust", "mixing + mean", "bucketing + mean", "clipping + mean",
        "adaptive-robust-clipping + mean", "sign-flip-detection + mean", "fldetector + mean"
    })
    public String rule = "mean";

    private List<Update> updates = List.of();
    private Chain chain = new Chain(List.of(), new Mean(false));
    private Context context = new Context(1, FloatVector.zeros(1), new Streams(1).of("rule"));
    private Chain.Memory memory = chain.fresh();

    /** Draws the updates, and lets rules that look back look back upon so many rounds as they remember. */
    @Setup
    public void draw() {
        RandomGenerator stream = new Streams(1).of("benchmark");
        List<Update> drawn = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            drawn.add(new Update(new NodeId(i, "node " + i), 1, normal(stream), 1));
        }
        updates = drawn;
        chain = new Chain(stages(), rule());
        memory = chain.fresh();
        int before = rule.startsWith("fldetector") ? WINDOW + 1 : rule.startsWith("sign-flip-detection") ? 1 : 0;
        for (int round = 1; round <= before + 1; round++) {
            context = new Context(round, normal(stream), stream).withRoot(normal(stream));
            if (round <= before) {
                memory = (Chain.Memory) chain.apply(context, memory, updates).state();
            }
        }
    }

    private FloatVector normal(RandomGenerator stream) {
        float[] values = new float[size];
        for (int k = 0; k < size; k++) {
            values[k] = (float) stream.nextGaussian();
        }
        return FloatVector.owning(values);
    }

    private int byzantine() {
        return nodes / 5;
    }

    /** As many as smallest-eigenvalue can search at the most. */
    private SmallestEigenvalue searchable() {
        int f = byzantine();
        while (new SmallestEigenvalue(f).infeasible(nodes).isPresent()) {
            f--;
        }
        return new SmallestEigenvalue(f);
    }

    private List<Stage> stages() {
        return switch (rule) {
            case "mixing + mean" -> List.of(new NearestNeighborMixing(byzantine()));
            case "bucketing + mean" -> List.of(new Bucketing(2));
            case "clipping + mean" -> List.of(new Clipping(1));
            case "adaptive-robust-clipping + mean" -> List.of(new AdaptiveRobustClipping(byzantine()));
            case "sign-flip-detection + mean" -> List.of(new SignFlipDetection(byzantine(), 0, 0.9));
            case "fldetector + mean" -> List.of(new FLDetector(byzantine(), WINDOW));
            default -> List.of();
        };
    }

    private Aggregator rule() {
        return switch (rule) {
            case "median" -> new Median();
            case "trimmed-mean" -> new TrimmedMean(byzantine());
            case "geometric-median" -> new GeometricMedian(0.1, 3, false);
            case "krum" -> new Krum(byzantine(), null);
            case "multi-krum" -> new MultiKrum(byzantine(), null, null);
            case "bulyan" -> new Bulyan(byzantine());
            case "centered-clipping" -> new CenteredClipping(100, 1);
            case "monna" -> new Monna(byzantine(), 0);
            case "meamed" -> new Meamed(byzantine());
            case "covariance-filter" -> new CovarianceFilter(byzantine());
            case "divide-and-conquer" -> new DivideAndConquer(byzantine(), 5, 10_000, 1);
            case "sign-guard" -> new SignGuard(0.1, 3, 0.1);
            case "clipped-clustering" -> new ClippedClustering();
            case "fools-gold" -> new FoolsGold();
            case "flame" -> new Flame(0);
            case "robust-learning-rate" -> new RobustLearningRate(4);
            case "sign-majority" -> new SignMajority();
            case "minimum-diameter" -> new MinimumDiameter(byzantine());
            case "smallest-eigenvalue" -> searchable();
            case "fltrust" -> new FLTrust(100);
            default -> new Mean(false);
        };
    }

    /** One round's aggregation. */
    @Benchmark
    public Aggregator.Result aggregate() {
        return chain.apply(context, memory, updates);
    }
}
