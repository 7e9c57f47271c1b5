package dev.palimpsest.io.memory;

import dev.palimpsest.io.language.LanguageTags;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads TMX 1.4b, one translation unit at a time. A DTD and external entities are never loaded.
 * Inline markup: the text of {@code hi} is kept; {@code bpt, ept, ph, it, ut} hold formatting codes
 * and are left out.
 */
public final class Tmx {
  private static final String XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";
  private static final Set<String> CODES = Set.of("bpt", "ept", "ph", "it", "ut");

  private final XMLStreamReader xml;

  private Tmx(XMLStreamReader xml) {
    this.xml = xml;
  }

  /**
   * Hands over each unit as texts by canonical language tag, as they stand in the file. Variants
   * without a known language are left out.
   *
   * @throws IOException if the content is no well-formed XML or no TMX
   */
  public static void read(InputStream content, Consumer<Map<String, String>> units)
      throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      new Tmx(factory.createXMLStreamReader(content)).readAll(units);
    } catch (XMLStreamException e) {
      throw new IOException("no readable TMX: " + where(e), e);
    }
  }

  /** The parser's word without the place that it puts before it, on a line of its own. */
  private static String where(XMLStreamException e) {
    String word = e.getMessage().replaceFirst("(?s)^ParseError at \\[.*?\\]\\R?Message: ", "");
    return e.getLocation() == null
        ? word
        : "line %d, column %d: %s"
            .formatted(e.getLocation().getLineNumber(), e.getLocation().getColumnNumber(), word);
  }

  private void readAll(Consumer<Map<String, String>> units) throws XMLStreamException, IOException {
    boolean isRoot = true;
    while (xml.hasNext()) {
      if (xml.next() == XMLStreamConstants.START_ELEMENT) {
        if (isRoot && !xml.getLocalName().equals("tmx")) {
          throw new IOException("no TMX: the document starts with <" + xml.getLocalName() + ">");
        }
        isRoot = false;
        if (xml.getLocalName().equals("tu")) {
          units.accept(readUnit());
        }
      }
    }
  }

  private Map<String, String> readUnit() throws XMLStreamException {
    Map<String, String> variants = new LinkedHashMap<>();
    Optional<String> language = Optional.empty();
    while (true) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("tu")) {
        return variants;
      }
      if (event != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      if (xml.getLocalName().equals("tuv")) {
        language = language();
      } else if (xml.getLocalName().equals("seg")) {
        String text = readSegment();
        language.ifPresent(tag -> variants.putIfAbsent(tag, text));
      }
    }
  }

  private Optional<String> language() {
    String tag = xml.getAttributeValue(XML_NAMESPACE, "lang");
    if (tag == null) {
      tag = xml.getAttributeValue(null, "lang"); // TMX before 1.4
    }
    return Optional.ofNullable(tag).flatMap(LanguageTags::canonical);
  }

  private String readSegment() throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    int depth = 1;
    int codeDepth = 0;
    while (true) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
        if (codeDepth == 0 && CODES.contains(xml.getLocalName())) {
          codeDepth = depth;
        }
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        if (codeDepth == depth) {
          codeDepth = 0;
        }
        depth--;
        if (depth == 0) {
          return text.toString();
        }
      } else if (xml.isCharacters() && codeDepth == 0) {
        text.append(xml.getText());
      }
    }
  }
}
