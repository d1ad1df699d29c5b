package org.fiftylayers.show;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import org.fiftylayers.autodiff.Scalar;
import org.fiftylayers.display.Displayable;
import org.fiftylayers.display.MimeBundle;

/**
 * What a number was computed from, drawn from left to right: each operation with its value on the way forward and,
 * once {@code backward()} has been called, its gradient on the way back.
 *
 * <pre>{@code
 * loss.backward();
 * ComputationGraph.of(loss)
 * ComputationGraph.of(loss).withLocalDerivatives()
 * }</pre>
 *
 * <p>Numbers named with {@link Scalar#named} are labelled so. It is a picture of the moment of {@link #of}: what happens
 * on the tape later does not change it.
 */
public final class ComputationGraph implements Displayable {
    private static final int MOST_NODES = 80;

    private final List<GraphNode> nodes;
    private final boolean hasGradients;
    private final boolean showsLocalDerivatives;

    private ComputationGraph(List<GraphNode> nodes, boolean hasGradients, boolean showsLocalDerivatives) {
        this.nodes = nodes;
        this.hasGradients = hasGradients;
        this.showsLocalDerivatives = showsLocalDerivatives;
    }

    /**
     * The graph of everything that {@code root} was computed from.
     *
     * @throws IllegalArgumentException if it has more nodes than a picture can show
     */
    public static ComputationGraph of(Scalar root) {
        TreeMap<Integer, Scalar> found = new TreeMap<>();
        Deque<Scalar> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            Scalar scalar = open.pop();
            if (found.put(scalar.index(), scalar) == null) {
                scalar.arguments().forEach(open::push);
            }
        }
        if (found.size() > MOST_NODES) {
            throw new IllegalArgumentException(
                    "computation graph: has " + found.size() + " nodes, at most " + MOST_NODES
                            + " can be drawn; draw a shorter chain, or a part: ComputationGraph.of(a number on the way)");
        }
        List<Integer> order = List.copyOf(found.keySet()); // the tape's order: arguments before what they go into
        List<GraphNode> nodes = new ArrayList<>();
        for (Scalar scalar : found.values()) {
            List<GraphNode.Edge> edges = new ArrayList<>();
            List<Scalar> arguments = scalar.arguments();
            for (int k = 0; k < arguments.size(); k++) {
                edges.add(new GraphNode.Edge(order.indexOf(arguments.get(k).index()), scalar.partial(k)));
            }
            nodes.add(new GraphNode(
                    scalar.name(), scalar.operation(), scalar.constant(), scalar.value(), scalar.gradient(), edges));
        }
        return new ComputationGraph(List.copyOf(nodes), root.gradient() != 0, false);
    }

    /** The same, each edge labelled with the derivative of what it leads to by where it comes from. */
    public ComputationGraph withLocalDerivatives() {
        return new ComputationGraph(nodes, hasGradients, true);
    }

    @Override
    public MimeBundle toMimeBundle() {
        List<String> sentences = sentences();
        String svg = GraphSvg.draw(title(), nodes, hasGradients, showsLocalDerivatives, sentences);
        return ChartDisplay.figure(title(), svg, sentences, table()).and(MimeBundle.TEXT, toString());
    }

    private String title() {
        String name = nodes.get(nodes.size() - 1).name();
        return name == null ? "Computation graph" : "Computation graph of " + name;
    }

    private List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        sentences.add(nodes.size()
                + (nodes.size() == 1 ? " node." : " nodes, from the variables at the left to the result."));
        for (int i = 0; i < nodes.size(); i++) {
            GraphNode node = nodes.get(i);
            String gradient = hasGradients ? ", gradient " + Numeral.significant(node.gradient(), 4) : "";
            sentences.add(label(i) + source(node) + ": value " + Numeral.significant(node.value(), 4) + gradient + ".");
        }
        return sentences;
    }

    private String label(int i) {
        String name = nodes.get(i).name();
        return name == null ? "#" + (i + 1) : name;
    }

    private String source(GraphNode node) {
        if (node.edges().isEmpty()) {
            return "";
        }
        List<String> arguments =
                node.edges().stream().map(edge -> label(edge.from())).toList();
        return " = " + node.symbol() + " of " + String.join(" and ", arguments);
    }

    private TextTable table() {
        List<String> names = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        List<Double> gradients = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            names.add(label(i));
            sources.add(source(nodes.get(i)).replaceFirst("^ = ", ""));
            values.add(nodes.get(i).value());
            gradients.add(nodes.get(i).gradient());
        }
        List<TableColumn> columns = new ArrayList<>();
        columns.add(TableColumn.words("node", names));
        columns.add(TableColumn.words("computed as", sources));
        columns.add(TableColumn.numbers("value", List.copyOf(values)));
        if (hasGradients) {
            columns.add(TableColumn.numbers("gradient", List.copyOf(gradients)));
        }
        return new TextTable(title(), columns, null);
    }

    @Override
    public String toString() {
        return table().toString();
    }
}
