/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.core.masking;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/**
 * Copies XML, masked, with the JDK's StAX. Names are compared without their prefix. Comments, processing instructions and
 * the XML declaration are left out; a document type, which could define entities, makes the document unmaskable.
 */
final class XmlMasker {

    private static final int MAX_DEPTH = 200;

    private final ValueMasker values;
    private final XMLInputFactory inputs = XMLInputFactory.newDefaultFactory();
    private final XMLOutputFactory outputs = XMLOutputFactory.newDefaultFactory();
    private final List<Scope> scopes = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    XmlMasker(ValueMasker values) {
        this.values = values;
        inputs.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        inputs.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        inputs.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        inputs.setProperty(XMLInputFactory.IS_COALESCING, true);
        // without a reporter the JDK prints what it cannot read to the process's error stream
        inputs.setXMLReporter((message, type, related, location) -> {});
        for (int i = 0; i <= MAX_DEPTH; i++) {
            scopes.add(new Scope());
        }
    }

    /**
     * The document, masked.
     *
     * @throws XMLStreamException if it is not well-formed, has a document type, or is nested too deeply
     */
    String mask(String document) throws XMLStreamException {
        StringWriter shown = new StringWriter();
        XMLStreamReader reader = inputs.createXMLStreamReader(new StringReader(document));
        try {
            XMLStreamWriter writer = outputs.createXMLStreamWriter(shown);
            copy(reader, writer);
            writer.close();
        } finally {
            reader.close();
        }
        return shown.toString();
    }

    private void copy(XMLStreamReader reader, XMLStreamWriter writer) throws XMLStreamException {
        text.setLength(0);
        int depth = 0;
        Scope scope = scopes.get(0).root(NameRule.UNNAMED);
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    writeText(writer, scope);
                    if (depth == MAX_DEPTH) {
                        throw new XMLStreamException("nested more deeply than " + MAX_DEPTH);
                    }
                    Scope parent = scope;
                    NameRule rule = values.rule(withoutPrefix(reader.getLocalName()));
                    if (isLabelledSecret(reader) || rule.masked() || (parent.labelsSecret && rule.labelled())) {
                        writeMasked(reader, writer);
                    } else {
                        scope = scopes.get(++depth).element(parent, rule);
                        writer.writeStartElement(reader.getLocalName());
                        writeAttributes(reader, writer, scope);
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    Scope parent = scopes.get(depth - 1);
                    if (scope.rule.label() && values.rule(text.toString()).masked()) {
                        parent.labelsSecret = true;
                    }
                    writeText(writer, scope);
                    writer.writeEndElement();
                    scope = parent;
                    depth--;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(reader.getText());
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new XMLStreamException("document types and entities are not read");
                default -> {
                    // comments and processing instructions are left out
                }
            }
        }
    }

    private void writeText(XMLStreamWriter writer, Scope scope) throws XMLStreamException {
        if (text.isEmpty()) {
            return;
        }
        String value = text.toString();
        text.setLength(0);
        writer.writeCharacters(value.isBlank() ? value : shown(scope.rule, scope.allowed, value));
    }

    private String shown(NameRule rule, boolean allowed, String value) {
        if (values.masksWhole(rule, allowed)) {
            return values.mask();
        }
        return rule.kept() ? value : values.text(value);
    }

    private static void skip(XMLStreamReader reader) throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
    }

    private void writeMasked(XMLStreamReader reader, XMLStreamWriter writer) throws XMLStreamException {
        writer.writeStartElement(reader.getLocalName());
        writer.writeCharacters(values.mask());
        writer.writeEndElement();
        skip(reader);
    }

    private void writeAttributes(XMLStreamReader reader, XMLStreamWriter writer, Scope scope)
            throws XMLStreamException {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String prefix = reader.getAttributePrefix(i);
            String name = reader.getAttributeLocalName(i);
            String value = reader.getAttributeValue(i);
            boolean namespace = "xmlns".equals(prefix) || (prefix.isEmpty() && name.equals("xmlns"));
            writer.writeAttribute(
                    prefix.isEmpty() ? name : prefix + ":" + name,
                    namespace ? values.text(value) : shown(values.rule(name), scope.allowed, value));
        }
    }

    /** {@code <property name="password" value="…"/>}, {@code <entry key="token">…</entry>}. */
    private boolean isLabelledSecret(XMLStreamReader reader) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String name = reader.getAttributeLocalName(i);
            if ((values.rule(name).label() || name.equals("id"))
                    && values.rule(reader.getAttributeValue(i)).masked()) {
                return true;
            }
        }
        return false;
    }

    private static String withoutPrefix(String name) {
        return name.substring(name.indexOf(':') + 1);
    }
}
