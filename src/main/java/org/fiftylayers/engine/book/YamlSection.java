package org.fiftylayers.engine.book;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A YAML mapping that is read key by key, and then knows which of its keys nobody asked for. */
final class YamlSection {
    private final String file;
    private final List<Problem> problems;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Set<String> known = new TreeSet<>();
    private final Node node;

    private YamlSection(String file, Node node, List<Problem> problems) {
        this.file = file;
        this.node = node;
        this.problems = problems;
    }

    static YamlSection of(String file, @Nullable Node node, String name, List<Problem> problems) {
        Node content = node != null
                ? node
                : new MappingNode(
                        org.yaml.snakeyaml.nodes.Tag.MAP, List.of(), org.yaml.snakeyaml.DumperOptions.FlowStyle.BLOCK);
        YamlSection section = new YamlSection(file, content, problems);
        if (content instanceof MappingNode mapping) {
            Set<String> seen = new HashSet<>();
            for (NodeTuple tuple : mapping.getValue()) {
                String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
                if (!seen.add(key)) {
                    section.problem(tuple.getKeyNode(), key + ": the key stands here a second time");
                }
                section.values.put(key, tuple.getValueNode());
                section.keys.put(key, tuple.getKeyNode());
            }
        } else {
            section.problem(content, name + ": must be a mapping of keys to values");
        }
        return section;
    }

    Place place() {
        return place(node);
    }

    private Place place(Node at) {
        return Place.of(file)
                .line(at.getStartMark() == null ? 0 : at.getStartMark().getLine() + 1);
    }

    private void problem(Node at, String message) {
        problems.add(new Problem(place(at), message));
    }

    /** The text under a key, or empty. */
    String string(String key) {
        known.add(key);
        Node value = values.get(key);
        if (value == null) {
            return "";
        }
        if (value instanceof ScalarNode scalar) {
            return scalar.getValue().strip();
        }
        problem(value, key + ": must be a text");
        return "";
    }

    String requiredString(String key) {
        String value = string(key);
        if (value.isEmpty()) {
            problem(node, key + ": is missing; it must be a text");
        }
        return value;
    }

    YamlSection section(String key) {
        known.add(key);
        return of(file, values.get(key), key, problems);
    }

    /** The sections of a list under a key; an item that is a plain text stands for {@code {shorthand: text}}. */
    List<YamlSection> sections(String key, String shorthand) {
        List<YamlSection> sections = new ArrayList<>();
        for (Node item : items(key)) {
            if (item instanceof ScalarNode) {
                YamlSection section = new YamlSection(file, item, problems);
                section.values.put(shorthand, item);
                section.keys.put(shorthand, item);
                sections.add(section);
            } else {
                sections.add(of(file, item, key, problems));
            }
        }
        return sections;
    }

    List<String> strings(String key) {
        List<String> strings = new ArrayList<>();
        for (Node item : items(key)) {
            if (item instanceof ScalarNode scalar) {
                strings.add(scalar.getValue());
            } else {
                problem(item, key + ": each entry must be a text");
            }
        }
        return strings;
    }

    Map<String, String> stringMap(String key) {
        YamlSection section = section(key);
        Map<String, String> map = new LinkedHashMap<>();
        section.values.keySet().forEach(name -> map.put(name, section.string(name)));
        return map;
    }

    private List<Node> items(String key) {
        known.add(key);
        Node value = values.get(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        problem(value, key + ": must be a list");
        return List.of();
    }

    boolean has(String key) {
        known.add(key);
        return values.containsKey(key);
    }

    /** Accepts keys that other readers of the format use and this one does not. */
    void ignore(String... unused) {
        known.addAll(List.of(unused));
    }

    /** Reports the keys that nobody asked for. */
    void reportUnknown(String name) {
        keys.forEach((key, at) -> {
            if (!known.contains(key)) {
                problem(at, name + ": unknown key '" + key + "'; known are " + String.join(", ", known));
            }
        });
    }
}
