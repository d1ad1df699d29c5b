package org.fiftylayers.engine.book;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.ext.footnotes.FootnoteDefinition;
import org.commonmark.ext.footnotes.FootnoteReference;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.fiftylayers.engine.book.myst.Directive;
import org.fiftylayers.engine.book.myst.Myst;
import org.fiftylayers.engine.book.myst.Role;
import org.jspecify.annotations.Nullable;

/** Which sections cite which reference and use which term, in the order of the book. */
final class Mentions {
    static final String CITATION = "cite";
    static final String TERM = "use";

    private final Map<String, List<Mention>> all = new HashMap<>();

    Mentions(List<Page> pages, Survey survey) {
        for (Page page : pages) {
            Reader reader = new Reader(page, survey);
            page.parts().forEach(reader::read);
        }
    }

    /** The sections that cite a key or use a term, by the id of its label. */
    List<Mention> of(String kind, String key) {
        return List.copyOf(all.getOrDefault(kind + "-" + key, List.of()));
    }

    /** The keys of a citation such as {@code he2015, glorot2010}. */
    static List<String> keys(String citation) {
        List<String> keys = new ArrayList<>();
        for (String key : citation.split("[,;]")) {
            keys.add(key.strip());
        }
        return keys;
    }

    /** Walks through a page in the order in which it is rendered: a note belongs to where it is referred to. */
    private final class Reader extends AbstractVisitor {
        private final Page page;
        private final Survey survey;
        private final Map<String, FootnoteDefinition> notes = new HashMap<>();
        private final Set<FootnoteDefinition> read = new HashSet<>();
        private @Nullable Label section;
        private int depth;

        Reader(Page page, Survey survey) {
            this.page = page;
            this.survey = survey;
        }

        void read(Part part) {
            Node document = part.document();
            if (document == null) {
                visitChildren(Myst.parseLine(part.metadata("caption")));
                return;
            }
            notes.clear();
            for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
                if (node instanceof FootnoteDefinition definition) {
                    notes.put(definition.getLabel(), definition);
                }
            }
            visitChildren(document);
        }

        @Override
        protected void visitChildren(Node parent) {
            if (depth < Prose.DEEPEST) {
                depth++;
                super.visitChildren(parent);
                depth--;
            }
        }

        @Override
        public void visit(Heading heading) {
            section = survey.section(heading, section);
            visitChildren(heading);
        }

        @Override
        public void visit(CustomBlock block) {
            if (block instanceof Directive directive) {
                visitChildren(Myst.parseLine(directive.argument()));
            }
            if (!(block instanceof FootnoteDefinition)) {
                visitChildren(block);
            }
        }

        @Override
        public void visit(CustomNode node) {
            if (node instanceof Role role) {
                read(role);
            } else if (node instanceof FootnoteReference reference) {
                FootnoteDefinition definition = notes.get(reference.getLabel());
                if (definition != null && read.add(definition)) {
                    visitChildren(definition);
                }
            } else {
                visitChildren(node);
            }
        }

        private void read(Role role) {
            if (role.name().startsWith("cite")) {
                keys(role.content()).forEach(key -> add(CITATION, key));
            } else if (role.name().equals("term")) {
                Label term = survey.term(RoleText.of(role.content()).target());
                if (term != null) {
                    add(TERM, term.id());
                }
            }
        }

        private void add(String kind, String key) {
            List<Mention> mentions = all.computeIfAbsent(kind + "-" + key, unknown -> new ArrayList<>());
            Mention mention = new Mention(page, section);
            if (mentions.isEmpty() || !mentions.get(mentions.size() - 1).equals(mention)) {
                mentions.add(mention);
            }
        }
    }
}
