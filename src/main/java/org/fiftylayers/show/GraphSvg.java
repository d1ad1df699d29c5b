package org.fiftylayers.show;

import java.util.ArrayList;
import java.util.List;
import org.fiftylayers.show.GraphLayout.Box;
import org.fiftylayers.show.GraphLayout.Route;
import org.fiftylayers.show.Polyline.Point;

/** Draws a computation graph: boxes with what a node is, its value (→) and its gradient (←, slanted). */
final class GraphSvg {
    private static final String STYLE = "<style>.fl-chart .w{fill:var(--fl-node,#f4f6f8);stroke:var(--a)}"
            + ".fl-chart .v{fill:var(--s);stroke:var(--c1);stroke-width:1.5}"
            + ".fl-chart .e{fill:none;stroke:var(--a);stroke-width:1.3}.fl-chart .z{fill:var(--a)}"
            + ".fl-chart .m{fill:var(--i);font-weight:600}.fl-chart .x{fill:var(--c1)}"
            + ".fl-chart .y{fill:var(--c2);font-style:italic}.fl-chart .u{font-size:11px}"
            + "@media(prefers-color-scheme:dark){.fl-chart .w{fill:var(--fl-node,#1e2228)}}</style>";
    private static final double LINE = 16;
    private static final double CORNER = 5;

    private GraphSvg() {}

    static String draw(
            String title, List<GraphNode> nodes, boolean hasGradients, boolean hasLabels, List<String> sentences) {
        List<Double> widths = new ArrayList<>();
        List<Double> labelWidths = new ArrayList<>();
        for (GraphNode node : nodes) {
            double numbers = Math.max(
                    number(node.value()).svgWidth(),
                    hasGradients ? number(node.gradient()).svgWidth() : 0);
            double characters = numbers + 1.7; // the arrow and a space
            widths.add(Math.max(52, Math.max(Svg.width(characters), Svg.width(node.heading()) * 1.06) + 10));
            for (GraphNode.Edge edge : node.edges()) {
                labelWidths.add(hasLabels ? number(edge.partial()).svgWidth() * 6.2 + 6 : 0);
            }
        }
        double height = (hasGradients ? 3 : 2) * LINE + 9;
        GraphLayout layout = new GraphLayout(nodes, widths, height, labelWidths);
        Svg svg = new Svg().raw(STYLE);
        edges(svg, nodes, layout, hasLabels);
        for (int i = 0; i < nodes.size(); i++) {
            node(svg, nodes.get(i), layout.boxes.get(i), hasGradients);
        }
        double bottom = layout.height + 24;
        key(svg, bottom - 6, hasGradients, hasLabels);
        return svg.document("fl-chart fl-graph", Math.max(layout.width, 330), bottom, title, sentences);
    }

    private static Numeral number(double value) {
        return Numeral.significant(value, 4);
    }

    private static void edges(Svg svg, List<GraphNode> nodes, GraphLayout layout, boolean hasLabels) {
        StringBuilder lines = new StringBuilder();
        SvgPath arrows = new SvgPath();
        for (Route route : layout.routes) {
            lines.append(rounded(route.points()));
            Point end = route.points().get(route.points().size() - 1);
            arrows.moveTo(end.x() - 7, end.y() - 3.5).lineTo(end.x(), end.y());
            arrows.lineTo(end.x() - 7, end.y() + 3.5).close();
        }
        svg.raw("<path class=\"e\" d=\"" + lines + "\"/>");
        svg.path("class=\"z\"", arrows);
        if (!hasLabels) {
            return;
        }
        svg.open("text-anchor=\"middle\"");
        int k = 0;
        for (GraphNode node : nodes) {
            for (GraphNode.Edge edge : node.edges()) {
                Point at = layout.routes.get(k++).label();
                svg.markup(
                        at.x(),
                        at.y() + 4,
                        "class=\"u\"",
                        number(edge.partial()).svg());
            }
        }
        svg.close();
    }

    /** A path along points with its corners rounded. */
    private static String rounded(List<Point> points) {
        StringBuilder out = new StringBuilder();
        out.append('M').append(pair(points.get(0)));
        for (int i = 1; i < points.size(); i++) {
            Point corner = points.get(i);
            if (i == points.size() - 1) {
                out.append('L').append(pair(corner));
            } else {
                out.append('L').append(pair(towards(corner, points.get(i - 1))));
                out.append('Q').append(pair(corner)).append(' ').append(pair(towards(corner, points.get(i + 1))));
            }
        }
        return out.toString();
    }

    private static Point towards(Point from, Point to) {
        double dx = to.x() - from.x();
        double dy = to.y() - from.y();
        double length = Math.sqrt(dx * dx + dy * dy);
        double part = length == 0 ? 0 : Math.min(CORNER, length / 2) / length;
        return new Point(from.x() + dx * part, from.y() + dy * part);
    }

    private static String pair(Point point) {
        return Svg.n(point.x()) + " " + Svg.n(point.y());
    }

    private static void node(Svg svg, GraphNode node, Box box, boolean hasGradients) {
        svg.raw("<rect class=\"" + (node.isVariable() ? "v" : "w") + "\" x=\"" + Svg.n(box.x()) + "\" y=\""
                + Svg.n(box.y()) + "\" width=\"" + Svg.n(box.width()) + "\" height=\"" + Svg.n(box.height())
                + "\" rx=\"6\"/>");
        double middle = box.x() + box.width() / 2;
        svg.open("text-anchor=\"middle\"");
        svg.text(middle, box.y() + LINE, "class=\"m\"", node.heading());
        svg.markup(
                middle,
                box.y() + 2 * LINE,
                "class=\"x\"",
                "→ " + number(node.value()).svg());
        if (hasGradients) {
            svg.markup(
                    middle,
                    box.y() + 3 * LINE,
                    "class=\"y\"",
                    "← " + number(node.gradient()).svg());
        }
        svg.close();
    }

    private static void key(Svg svg, double y, boolean hasGradients, boolean hasLabels) {
        svg.text(2, y, "class=\"x\"", "→ value");
        if (hasGradients) {
            svg.text(70, y, "class=\"y\"", "← gradient");
        }
        if (hasLabels) {
            svg.text(hasGradients ? 158 : 70, y, "class=\"u\"", "on edges: local derivative");
        }
    }
}
