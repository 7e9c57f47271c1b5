package dev.palimpsest.transforms.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An input that a model declares as [picture, channel, row, column]. OpenCV does not tell, so it is
 * read from the file itself (numbers of fields from onnx.proto).
 *
 * @param channels 0 if the model leaves that open
 * @param heightPx 0 if open
 * @param widthPx 0 if open
 */
public record OnnxInput(String name, int channels, int heightPx, int widthPx) {
  private static final int GRAPH = 7;
  private static final int GRAPH_INPUT = 11;
  private static final int VALUE_NAME = 1;
  private static final int VALUE_TYPE = 2;
  private static final int TENSOR_TYPE = 1;
  private static final int SHAPE = 2;
  private static final int DIMENSION = 1;
  private static final int DIMENSION_VALUE = 1;

  static List<OnnxInput> of(byte[] onnx) throws IOException {
    List<OnnxInput> inputs = new ArrayList<>();
    walk(
        CodedInputStream.newInstance(onnx),
        GRAPH,
        graph ->
            walk(
                graph,
                GRAPH_INPUT,
                value -> {
                  OnnxInput input = value(value);
                  if (input != null) {
                    inputs.add(input);
                  }
                }));
    return inputs;
  }

  /** {@code null} if it has not four dimensions. */
  private static OnnxInput value(CodedInputStream in) throws IOException {
    String name = "";
    List<Integer> shape = new ArrayList<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case VALUE_NAME -> name = in.readString();
        case VALUE_TYPE ->
            inside(
                in,
                type ->
                    walk(
                        type,
                        TENSOR_TYPE,
                        tensor ->
                            walk(
                                tensor,
                                SHAPE,
                                dims -> walk(dims, DIMENSION, dim -> shape.add(dimension(dim))))));
        default -> in.skipField(tag);
      }
    }
    return shape.size() == 4 ? new OnnxInput(name, shape.get(1), shape.get(2), shape.get(3)) : null;
  }

  private static int dimension(CodedInputStream in) throws IOException {
    int value = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == (DIMENSION_VALUE << 3 | WireFormat.WIRETYPE_VARINT)) {
        value = (int) Math.max(0, in.readInt64());
      } else {
        in.skipField(tag);
      }
    }
    return value;
  }

  private interface Reader {
    void read(CodedInputStream in) throws IOException;
  }

  /** Reads the messages of one field and skips all others. */
  private static void walk(CodedInputStream in, int field, Reader reader) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == (field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED)) {
        inside(in, reader);
      } else {
        in.skipField(tag);
      }
    }
  }

  private static void inside(CodedInputStream in, Reader reader) throws IOException {
    int outer = in.pushLimit(in.readRawVarint32());
    reader.read(in);
    in.popLimit(outer);
  }
}
