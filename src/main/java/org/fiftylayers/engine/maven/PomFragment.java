package org.fiftylayers.engine.maven;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What a README tells readers to copy into their POM, as a whole POM. */
public final class PomFragment {
    private static final List<List<String>> REQUIRED = List.of(
            List.of("modelVersion", "4.0.0"),
            List.of("groupId", "notebook"),
            List.of("artifactId", "cell"),
            List.of("version", "1"));

    private PomFragment() {}

    /**
     * A POM made of any of its elements: a {@code project} stays what it is; loose {@code dependency} and
     * {@code repository} elements are put where they belong.
     *
     * @throws MavenException if the text is not XML
     */
    public static String complete(String text) {
        try {
            Element given = parse("<given>" + text.strip().replaceFirst("^<\\?xml.*?\\?>", "") + "</given>");
            for (Node child = given.getFirstChild(); child != null; child = child.getNextSibling()) {
                if (child.getNodeName().equals("project")) {
                    return write(child);
                }
            }
            Document document = parse("<project/>").getOwnerDocument();
            Element project = document.getDocumentElement();
            Element dependencies = (Element) project.appendChild(document.createElement("dependencies"));
            Element repositories = (Element) project.appendChild(document.createElement("repositories"));
            for (Node child = given.getFirstChild(); child != null; child = child.getNextSibling()) {
                Node copy = document.importNode(child, true);
                switch (child.getNodeName()) {
                    case "dependency" -> dependencies.appendChild(copy);
                    case "repository" -> repositories.appendChild(copy);
                    case "dependencies" -> moveChildren(copy, dependencies);
                    case "repositories" -> moveChildren(copy, repositories);
                    default -> {
                        if (child instanceof Element) {
                            project.appendChild(copy);
                        }
                    }
                }
            }
            for (List<String> element : REQUIRED) {
                if (!hasChild(project, element.get(0))) {
                    project.appendChild(document.createElement(element.get(0))).setTextContent(element.get(1));
                }
            }
            return write(project);
        } catch (SAXException e) {
            throw new MavenException(
                    "this is not XML: " + e.getMessage(), "copy whole elements, from `<` to the closing `>`", e);
        } catch (IOException | ParserConfigurationException | TransformerException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void moveChildren(Node from, Node to) {
        while (from.getFirstChild() != null) {
            to.appendChild(from.getFirstChild());
        }
    }

    private static boolean hasChild(Node parent, String name) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeName().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static Element parse(String xml) throws IOException, ParserConfigurationException, SAXException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var builder = factory.newDocumentBuilder();
        builder.setErrorHandler(null); // otherwise errors are printed as well as thrown
        return builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
    }

    private static String write(Node node) throws TransformerException {
        Transformer transformer = TransformerFactory.newInstance().newTransformer();
        transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        StringWriter text = new StringWriter();
        transformer.transform(new DOMSource(node), new StreamResult(text));
        return text.toString();
    }
}
