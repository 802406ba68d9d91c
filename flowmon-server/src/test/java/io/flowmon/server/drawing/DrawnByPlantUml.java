/*
 * Copyright The flowmon Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.flowmon.server.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import net.sourceforge.plantuml.FileFormat;
import net.sourceforge.plantuml.FileFormatOption;
import net.sourceforge.plantuml.SourceStringReader;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A text drawn by PlantUML itself, as a reader of the drawing sees it. */
public final class DrawnByPlantUml {

    private DrawnByPlantUml() {}

    /** The texts in the drawing, in its order. Fails if the text is not one diagram, or has an error, a link or an image. */
    public static List<String> texts(String plantUml) {
        SourceStringReader reader = new SourceStringReader(plantUml.replaceFirst("\n", "\n!pragma layout smetana\n"));
        assertThat(reader.getBlocks()).as(plantUml).hasSize(1);
        Document svg = svg(reader);
        assertThat(svg.getElementsByTagName("a").getLength())
                .as("links in " + plantUml)
                .isZero();
        assertThat(svg.getElementsByTagName("image").getLength())
                .as("images in " + plantUml)
                .isZero();
        NodeList found = svg.getElementsByTagName("text");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent().replace('\u00A0', ' ').strip());
        }
        return texts;
    }

    /** The name as PlantUML draws it, which has no number for the last of Unicode's planes. */
    public static String shown(String name) {
        return HostileNames.shown(name).replace("\uDBFF\uDFFD", "\uFFFD");
    }

    private static Document svg(SourceStringReader reader) {
        try {
            ByteArrayOutputStream svg = new ByteArrayOutputStream();
            String description = reader.outputImage(svg, 0, new FileFormatOption(FileFormat.SVG))
                    .getDescription();
            assertThat(description).matches("\\(\\d+ (participants|entities)\\)");
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg.toString(StandardCharsets.UTF_8))));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (ParserConfigurationException | SAXException failure) {
            throw new AssertionError(failure);
        }
    }
}
