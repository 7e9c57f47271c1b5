package dev.palimpsest.transforms.pixels;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** Animated GIFs for tests, written by Java alone. */
public final class AnimatedGifs {
  private static final String TREE = "javax_imageio_gif_image_1.0";

  private AnimatedGifs() {}

  /**
   * One frame of a file.
   *
   * @param disposal as Java calls it: none, doNotDispose, restoreToBackgroundColor,
   *     restoreToPrevious
   */
  public record Frame(BufferedImage image, int x, int y, String disposal, int delay) {}

  /** Loops so often; 0 = for ever. */
  public static byte[] gif(int loops, List<Frame> frames) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (Frame frame : frames) {
        IIOMetadata metadata =
            writer.getDefaultImageMetadata(new ImageTypeSpecifier(frame.image()), null);
        IIOMetadataNode tree = (IIOMetadataNode) metadata.getAsTree(TREE);
        IIOMetadataNode place = node(tree, "ImageDescriptor");
        place.setAttribute("imageLeftPosition", Integer.toString(frame.x()));
        place.setAttribute("imageTopPosition", Integer.toString(frame.y()));
        IIOMetadataNode control = node(tree, "GraphicControlExtension");
        control.setAttribute("disposalMethod", frame.disposal());
        control.setAttribute("delayTime", Integer.toString(frame.delay()));
        IIOMetadataNode extension = new IIOMetadataNode("ApplicationExtension");
        extension.setAttribute("applicationID", "NETSCAPE");
        extension.setAttribute("authenticationCode", "2.0");
        extension.setUserObject(new byte[] {1, (byte) loops, 0});
        IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
        extensions.appendChild(extension);
        tree.appendChild(extensions);
        metadata.setFromTree(TREE, tree);
        writer.writeToSequence(new IIOImage(frame.image(), null, metadata), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** Whole pictures one after the other, for ever. */
  public static byte[] gif(byte[]... pngs) throws IOException {
    List<Frame> frames = new ArrayList<>();
    for (byte[] png : pngs) {
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
      // The web-safe palette is enough for letters.
      BufferedImage indexed =
          new BufferedImage(
              picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_INDEXED);
      Graphics2D g = indexed.createGraphics();
      g.setRenderingHint(RenderingHints.KEY_DITHERING, RenderingHints.VALUE_DITHER_DISABLE);
      g.drawImage(picture, 0, 0, null);
      g.dispose();
      frames.add(new Frame(indexed, 0, 0, "none", 10 + frames.size()));
    }
    return gif(0, frames);
  }

  private static IIOMetadataNode node(IIOMetadataNode tree, String name) {
    return (IIOMetadataNode) tree.getElementsByTagName(name).item(0);
  }
}
