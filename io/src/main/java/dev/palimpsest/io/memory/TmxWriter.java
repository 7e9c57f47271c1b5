package dev.palimpsest.io.memory;

import dev.palimpsest.io.storage.OutputTree;
import dev.palimpsest.io.storage.Storage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes what engines answered as TMX 1.4b, for people to correct and to give back as human memory.
 * The same translation is written once, however often it was bought.
 */
public final class TmxWriter {
  private static final long MAX_FILE_BYTES = 64L << 20;

  private TmxWriter() {}

  /**
   * Writes all translations of an output tree to one file.
   *
   * @return units written
   */
  public static int export(OutputTree tree, String uri) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int units = 0;
    try {
      XMLStreamWriter xml =
          XMLOutputFactory.newDefaultFactory()
              .createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
      begin(xml);
      Set<String> written = new HashSet<>();
      for (Storage.FileInfo file : Storage.list(tree.allMemory())) {
        byte[] content = Storage.read(file.uri(), MAX_FILE_BYTES);
        for (BoughtTranslation bought : BoughtTranslations.parse(content, file.uri())) {
          String identity =
              String.join(
                  "\u0000", bought.source(), bought.target(), bought.text(), bought.translation());
          if (written.add(identity)) {
            unit(xml, bought);
            units++;
          }
        }
      }
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
    Storage.write(uri, bytes.toByteArray(), "application/x-tmx+xml");
    return units;
  }

  private static void begin(XMLStreamWriter xml) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("tmx");
    xml.writeAttribute("version", "1.4");
    xml.writeEmptyElement("header");
    xml.writeAttribute("creationtool", "palimpsest");
    xml.writeAttribute("creationtoolversion", "1");
    xml.writeAttribute("segtype", "paragraph");
    xml.writeAttribute("o-tmf", "palimpsest");
    xml.writeAttribute("adminlang", "en");
    xml.writeAttribute("srclang", "*all*");
    xml.writeAttribute("datatype", "plaintext");
    xml.writeStartElement("body");
  }

  private static void unit(XMLStreamWriter xml, BoughtTranslation bought)
      throws XMLStreamException {
    xml.writeStartElement("tu");
    xml.writeAttribute("srclang", bought.source());
    xml.writeStartElement("prop");
    xml.writeAttribute("type", "x-engine");
    xml.writeCharacters(bought.engine());
    xml.writeEndElement();
    variant(xml, bought.source(), bought.text());
    variant(xml, bought.target(), bought.translation());
    xml.writeEndElement();
  }

  private static void variant(XMLStreamWriter xml, String tag, String text)
      throws XMLStreamException {
    xml.writeStartElement("tuv");
    xml.writeAttribute("xml:lang", tag);
    xml.writeStartElement("seg");
    xml.writeCharacters(withoutControls(text));
    xml.writeEndElement();
    xml.writeEndElement();
  }

  /** XML 1.0 has no place for them. */
  private static String withoutControls(String text) {
    return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\uFFFE\uFFFF]", "");
  }
}
