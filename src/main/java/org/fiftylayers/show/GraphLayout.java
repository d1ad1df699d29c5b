package org.fiftylayers.show;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.OrderingStrategy;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeLabelPlacement;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;
import org.fiftylayers.show.Polyline.Point;

/**
 * Places the nodes of a graph in layers from left to right and leads the edges around them (ELK Layered, after Sugiyama,
 * Tagawa and Toda 1981).
 */
final class GraphLayout {
    private static final double NODE_GAP = 14;
    private static final double LAYER_GAP = 24;

    /** A box. */
    record Box(double x, double y, double width, double height) {}

    /** An edge: from a box through corners to another, and where its label stands. */
    record Route(List<Point> points, Point label) {}

    final List<Box> boxes = new ArrayList<>();
    final List<Route> routes = new ArrayList<>();
    final double width;
    final double height;

    /** Widths of the labels are by edge, in the order of nodes and then arguments; zero for none. */
    GraphLayout(List<GraphNode> nodes, List<Double> widths, double height, List<Double> labelWidths) {
        ElkNode graph = ElkGraphUtil.createGraph();
        graph.setProperty(LayeredOptions.DIRECTION, Direction.RIGHT);
        graph.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        graph.setProperty(LayeredOptions.RANDOM_SEED, 1);
        graph.setProperty(LayeredOptions.SPACING_NODE_NODE, NODE_GAP);
        graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, LAYER_GAP);
        graph.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 10.0);
        graph.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 8.0);
        graph.setProperty(LayeredOptions.PADDING, new ElkPadding(2));
        graph.setProperty(LayeredOptions.CONSIDER_MODEL_ORDER_STRATEGY, OrderingStrategy.NODES_AND_EDGES);
        List<ElkNode> placed = new ArrayList<>();
        List<ElkPort> outputs = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            ElkNode node = ElkGraphUtil.createNode(graph);
            node.setDimensions(widths.get(i), height);
            node.setProperty(LayeredOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_POS);
            placed.add(node);
            outputs.add(port(node, PortSide.EAST, widths.get(i), height / 2));
        }
        List<ElkEdge> edges = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            int arguments = nodes.get(i).edges().size();
            for (int k = 0; k < arguments; k++) {
                ElkPort input = port(placed.get(i), PortSide.WEST, 0, height * (k + 1) / (arguments + 1));
                ElkEdge edge = ElkGraphUtil.createSimpleEdge(
                        outputs.get(nodes.get(i).edges().get(k).from()), input);
                double labelWidth = labelWidths.get(edges.size());
                if (labelWidth > 0) {
                    ElkLabel label = ElkGraphUtil.createLabel("∂", edge); // without text ELK would not place it
                    label.setProperty(LayeredOptions.EDGE_LABELS_PLACEMENT, EdgeLabelPlacement.CENTER);
                    label.setDimensions(labelWidth, 14);
                }
                edges.add(edge);
            }
        }
        LayoutMetaDataService.getInstance(); // teaches ELK how to copy the defaults of its options
        new LayeredLayoutProvider().layout(graph, new BasicProgressMonitor());
        for (ElkNode node : placed) {
            boxes.add(new Box(node.getX(), node.getY(), node.getWidth(), node.getHeight()));
        }
        for (ElkEdge edge : edges) {
            routes.add(route(edge));
        }
        this.width = graph.getWidth();
        this.height = graph.getHeight();
    }

    private static ElkPort port(ElkNode node, PortSide side, double x, double y) {
        ElkPort port = ElkGraphUtil.createPort(node);
        port.setProperty(LayeredOptions.PORT_SIDE, side);
        port.setLocation(x, y);
        return port;
    }

    private static Route route(ElkEdge edge) {
        ElkEdgeSection section = edge.getSections().get(0);
        List<Point> points = new ArrayList<>();
        points.add(new Point(section.getStartX(), section.getStartY()));
        for (ElkBendPoint bend : section.getBendPoints()) {
            points.add(new Point(bend.getX(), bend.getY()));
        }
        points.add(new Point(section.getEndX(), section.getEndY()));
        Point label = new Point(0, 0);
        if (!edge.getLabels().isEmpty()) {
            ElkLabel first = edge.getLabels().get(0);
            label = new Point(first.getX() + first.getWidth() / 2, first.getY() + first.getHeight() / 2);
        }
        return new Route(points, label);
    }
}
