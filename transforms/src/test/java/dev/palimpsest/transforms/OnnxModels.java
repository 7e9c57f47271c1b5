package dev.palimpsest.transforms;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes tiny ONNX models, field by field as in onnx.proto. */
public final class OnnxModels {
  private static final int FLOAT = 1;

  private OnnxModels() {}

  /**
   * A detector that takes everything dark for text: of normalised channels it makes the probability
   * {@code sigmoid(-steepness · (sum - threshold))}.
   */
  public static byte[] darkIsText(float steepness, float threshold) {
    float[] weights = {-steepness, -steepness, -steepness};
    return model(
        List.of(
            node("Conv", List.of("in", "w", "b"), "sum"), node("Sigmoid", List.of("sum"), "out")),
        List.of(
            tensor("w", weights, 1, 3, 1, 1), tensor("b", new float[] {steepness * threshold}, 1)),
        new long[] {1, 3, -1, -1},
        4);
  }

  /**
   * A recogniser with a step every eight pixels and five classes: grey or white is the blank, blue,
   * green and red are the first three characters, black is the space.
   */
  public static byte[] coloursAreLetters(float steepness) {
    int height = 48;
    int step = 8;
    float[][] channels = {{0, 0, 0}, {2, -1, -1}, {-1, 2, -1}, {-1, -1, 2}, {-1, -1, -1}};
    float[] weights = new float[5 * 3 * height * step];
    int at = 0;
    for (float[] channel : channels) {
      for (float weight : channel) {
        for (int i = 0; i < height * step; i++) {
          weights[at++] = steepness * weight / (height * step);
        }
      }
    }
    float[] bias = {0.5f * steepness, 0, 0, 0, 0};
    return model(
        List.of(
            node(
                "Conv",
                List.of("in", "w", "b"),
                "map",
                ints("kernel_shape", height, step),
                ints("strides", height, step)),
            node("Squeeze", List.of("map"), "steps", ints("axes", 2)),
            node("Transpose", List.of("steps"), "classes", ints("perm", 0, 2, 1)),
            node("Softmax", List.of("classes"), "out", integer("axis", 2))),
        List.of(tensor("w", weights, 5, 3, height, step), tensor("b", bias, 5)),
        new long[] {-1, 3, height, -1},
        3);
  }

  /**
   * An inpainter of pictures of 64 pixels a side that paints holes in one colour and leaves the
   * rest.
   *
   * @param scale of the values it gives: 1 or 255
   */
  public static byte[] holesBecome(float red, float green, float blue, float scale) {
    float[] weights = {
      scale,
      0,
      0,
      scale * red, //
      0,
      scale,
      0,
      scale * green, //
      0,
      0,
      scale,
      scale * blue
    };
    return model(
        List.of(
            node("Concat", List.of("image", "mask"), "both", integer("axis", 1)),
            node("Conv", List.of("both", "w"), "out")),
        List.of(tensor("w", weights, 3, 4, 1, 1)),
        List.of(value("image", 1, 3, 64, 64), value("mask", 1, 1, 64, 64)),
        4);
  }

  /** Takes what an inpainter takes, but gives a picture of half the size. */
  public static byte[] halves() {
    return model(
        List.of(
            node("Concat", List.of("image", "mask"), "both", integer("axis", 1)),
            node("Conv", List.of("both", "w"), "out", ints("strides", 2, 2))),
        List.of(tensor("w", new float[12], 3, 4, 1, 1)),
        List.of(value("image", 1, 3, 64, 64), value("mask", 1, 1, 64, 64)),
        4);
  }

  private static byte[] model(
      List<byte[]> nodes, List<byte[]> initializers, long[] input, int outputDimensions) {
    return model(nodes, initializers, List.of(value("in", input)), outputDimensions);
  }

  private static byte[] model(
      List<byte[]> nodes, List<byte[]> initializers, List<byte[]> inputs, int outputDimensions) {
    Message graph = new Message();
    nodes.forEach(node -> graph.bytes(1, node));
    graph.text(2, "test");
    initializers.forEach(tensor -> graph.bytes(5, tensor));
    inputs.forEach(input -> graph.bytes(11, input));
    long[] output = new long[outputDimensions];
    java.util.Arrays.fill(output, -1);
    graph.bytes(12, value("out", output));
    Message opset = new Message().text(1, "").number(2, 11);
    return new Message().number(1, 6).bytes(7, graph.done()).bytes(8, opset.done()).done();
  }

  private static byte[] node(
      String type, List<String> inputs, String output, byte[]... attributes) {
    Message node = new Message();
    inputs.forEach(input -> node.text(1, input));
    node.text(2, output).text(3, output).text(4, type);
    for (byte[] attribute : attributes) {
      node.bytes(5, attribute);
    }
    return node.done();
  }

  private static byte[] ints(String name, long... values) {
    Message attribute = new Message().text(1, name);
    for (long value : values) {
      attribute.number(8, value);
    }
    return attribute.number(20, 7).done();
  }

  private static byte[] integer(String name, long value) {
    return new Message().text(1, name).number(3, value).number(20, 2).done();
  }

  private static byte[] tensor(String name, float[] values, long... dimensions) {
    Message tensor = new Message();
    for (long dimension : dimensions) {
      tensor.number(1, dimension);
    }
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      raw.putFloat(value);
    }
    return tensor.number(2, FLOAT).text(8, name).bytes(9, raw.array()).done();
  }

  /** Dimensions below zero are open. */
  private static byte[] value(String name, long... dimensions) {
    Message shape = new Message();
    for (int i = 0; i < dimensions.length; i++) {
      Message dimension = new Message();
      shape.bytes(
          1,
          dimensions[i] < 0
              ? dimension.text(2, name + i).done()
              : dimension.number(1, dimensions[i]).done());
    }
    byte[] type = new Message().number(1, FLOAT).bytes(2, shape.done()).done();
    return new Message().text(1, name).bytes(2, new Message().bytes(1, type).done()).done();
  }

  /** A Protocol Buffers message in the making. */
  private static final class Message {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message number(int field, long value) {
      varint((long) field << 3);
      varint(value);
      return this;
    }

    Message text(int field, String value) {
      return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message bytes(int field, byte[] value) {
      varint(((long) field << 3) | 2);
      varint(value.length);
      out.writeBytes(value);
      return this;
    }

    private void varint(long value) {
      long rest = value;
      while ((rest & ~0x7fL) != 0) {
        out.write((int) ((rest & 0x7f) | 0x80));
        rest >>>= 7;
      }
      out.write((int) rest);
    }

    byte[] done() {
      return out.toByteArray();
    }
  }
}
