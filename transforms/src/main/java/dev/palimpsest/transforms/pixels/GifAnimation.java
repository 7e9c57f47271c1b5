package dev.palimpsest.transforms.pixels;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import dev.palimpsest.io.result.FailureCode;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.io.result.Stage;
import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Animated GIFs by Java's reader and writer. A frame of the file is a part that is laid over what
 * the frame before left (GIF89a, 23); here every frame is the whole picture, and is written so.
 */
final class GifAnimation {
  private static final String TREE = "javax_imageio_gif_image_1.0";
  private static final String TO_GROUND = "restoreToBackgroundColor";
  private static final String TO_PREVIOUS = "restoreToPrevious";
  private static final String CONTROL = "GraphicControlExtension";
  private static final String EXTENSIONS = "ApplicationExtensions";
  private static final String EXTENSION = "ApplicationExtension";

  private GifAnimation() {}

  static Frames decode(byte[] bytes, ImageHeader header, long maxPixels) throws FailureException {
    if (header.pixels() * header.frames() > maxPixels) {
      throw ImageHeader.failure(
          FailureCode.TOO_MANY_PIXELS,
          "%d frames of %d x %d pixels; the limit for all together is %d"
              .formatted(header.frames(), header.widthPx(), header.heightPx(), maxPixels));
    }
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    List<Picture> pictures = new ArrayList<>();
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(in);
      BufferedImage canvas =
          new BufferedImage(header.widthPx(), header.heightPx(), BufferedImage.TYPE_INT_ARGB);
      List<Integer> delays = new ArrayList<>();
      int loops = Frames.ONCE;
      for (int i = 0; i < header.frames(); i++) {
        Element tree = (Element) reader.getImageMetadata(i).getAsTree(TREE);
        Element control = child(tree, CONTROL).orElseGet(GifAnimation::noControl);
        delays.add(Integer.parseInt(control.getAttribute("delayTime")));
        loops = i == 0 ? loops(tree) : loops;
        pictures.add(show(canvas, reader.read(i), tree, control.getAttribute("disposalMethod")));
      }
      return new Frames(pictures, delays, loops);
    } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException e) {
      pictures.forEach(Picture::close);
      throw new FailureException(
          Stage.LOAD,
          FailureCode.CORRUPT_IMAGE,
          "frame %d of the animated GIF is damaged or cut short".formatted(pictures.size() + 1),
          e);
    } finally {
      reader.dispose();
    }
  }

  private static Element noControl() {
    IIOMetadataNode control = new IIOMetadataNode(CONTROL);
    control.setAttribute("delayTime", "0");
    control.setAttribute("disposalMethod", "none");
    return control;
  }

  /** Lays a frame over the canvas, and leaves the canvas as the next frame is to find it. */
  private static Picture show(
      BufferedImage canvas, BufferedImage frame, Element tree, String disposal) {
    Element place = child(tree, "ImageDescriptor").orElseThrow();
    Rectangle where =
        new Rectangle(
            Integer.parseInt(place.getAttribute("imageLeftPosition")),
            Integer.parseInt(place.getAttribute("imageTopPosition")),
            frame.getWidth(),
            frame.getHeight());
    BufferedImage before = disposal.equals(TO_PREVIOUS) ? copy(canvas) : null;
    Graphics2D g = canvas.createGraphics();
    try {
      g.drawImage(frame, where.x, where.y, null);
      Picture picture = picture(canvas);
      if (disposal.equals(TO_GROUND)) {
        // Like browsers: to nothing, not to the file's background colour.
        g.setComposite(AlphaComposite.Clear);
        g.fill(where);
      } else if (before != null) {
        g.setComposite(AlphaComposite.Src);
        g.drawImage(before, 0, 0, null);
      }
      return picture;
    } finally {
      g.dispose();
    }
  }

  private static BufferedImage copy(BufferedImage image) {
    BufferedImage copy =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
    image.copyData(copy.getRaster());
    return copy;
  }

  private static Picture picture(BufferedImage argb) {
    int width = argb.getWidth();
    int height = argb.getHeight();
    int[] pixels = argb.getRGB(0, 0, width, height, null, 0, width);
    byte[] bgr = new byte[3 * pixels.length];
    byte[] alphas = new byte[pixels.length];
    boolean clear = false;
    for (int i = 0; i < pixels.length; i++) {
      for (int c = 0; c < 3; c++) {
        bgr[3 * i + c] = (byte) (pixels[i] >> (8 * c));
      }
      alphas[i] = (byte) (pixels[i] >>> 24);
      clear |= alphas[i] != -1;
    }
    Mat colors = new Mat(height, width, CV_8UC3);
    colors.data().put(bgr);
    Optional<Mat> alpha = clear ? Optional.of(new Mat(height, width, CV_8UC1)) : Optional.empty();
    alpha.ifPresent(mat -> mat.data().put(alphas));
    return new Picture(colors, alpha, new SourceFile(ImageFormat.GIF, 0, true, Optional.empty()));
  }

  /** Netscape's extension: a 1, then the number of loops, the low byte first. */
  private static int loops(Element tree) {
    Optional<Element> extensions = child(tree, EXTENSIONS);
    if (extensions.isPresent()) {
      NodeList nodes = extensions.get().getElementsByTagName(EXTENSION);
      for (int i = 0; i < nodes.getLength(); i++) {
        IIOMetadataNode node = (IIOMetadataNode) nodes.item(i);
        if (node.getUserObject() instanceof byte[] data && data.length >= 3 && data[0] == 1) {
          return Byte.toUnsignedInt(data[1]) | Byte.toUnsignedInt(data[2]) << 8;
        }
      }
    }
    return Frames.ONCE;
  }

  private static Optional<Element> child(Element tree, String name) {
    return Optional.ofNullable((Element) tree.getElementsByTagName(name).item(0));
  }

  static byte[] encode(Frames frames) throws FailureException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (int i = 0; i < frames.pictures().size(); i++) {
        BufferedImage image = GifWriter.indexed(frames.pictures().get(i));
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
        describe(metadata, frames.delays().get(i), i == 0 ? frames.loops() : Frames.ONCE);
        writer.writeToSequence(new IIOImage(image, null, metadata), null);
      }
      writer.endWriteSequence();
    } catch (IOException e) {
      throw new FailureException(
          Stage.WRITE, FailureCode.OUTPUT_NOT_WRITTEN, "the GIF could not be encoded", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static void describe(IIOMetadata metadata, int delay, int loops) throws IOException {
    IIOMetadataNode tree = (IIOMetadataNode) metadata.getAsTree(TREE);
    IIOMetadataNode control = (IIOMetadataNode) child(tree, CONTROL).orElseThrow();
    control.setAttribute("delayTime", Integer.toString(delay));
    // A frame is whole: where it is clear, the one before must not show.
    control.setAttribute("disposalMethod", TO_GROUND);
    if (loops != Frames.ONCE) {
      IIOMetadataNode extension = new IIOMetadataNode(EXTENSION);
      extension.setAttribute("applicationID", "NETSCAPE");
      extension.setAttribute("authenticationCode", "2.0");
      extension.setUserObject(new byte[] {1, (byte) loops, (byte) (loops >> 8)});
      IIOMetadataNode extensions = new IIOMetadataNode(EXTENSIONS);
      extensions.appendChild(extension);
      tree.appendChild(extensions);
    }
    metadata.setFromTree(TREE, tree);
  }
}
