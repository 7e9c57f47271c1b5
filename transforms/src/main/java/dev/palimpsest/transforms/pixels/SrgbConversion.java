package dev.palimpsest.transforms.pixels;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;

/** Turns samples of another colour space into sRGB by the profile that came with them. */
final class SrgbConversion {
  private final ColorConvertOp operation;
  private final int channels;

  private SrgbConversion(ColorConvertOp operation, int channels) {
    this.operation = operation;
    this.channels = channels;
  }

  /** Empty if the profile is broken or has another number of channels. */
  static Optional<SrgbConversion> by(IccProfile profile, int channels) {
    try {
      ICC_ColorSpace from = new ICC_ColorSpace(ICC_Profile.getInstance(profile.bytes()));
      if (from.getNumComponents() != channels) {
        return Optional.empty();
      }
      SrgbConversion conversion =
          new SrgbConversion(
              new ColorConvertOp(from, ColorSpace.getInstance(ColorSpace.CS_sRGB), null), channels);
      conversion.rgb(new byte[channels], 1);
      return Optional.of(conversion);
    } catch (IllegalArgumentException | CMMException e) {
      return Optional.empty();
    }
  }

  /** Three bytes a pixel, red first, from as many bytes a pixel as there are channels. */
  byte[] rgb(byte[] samples, int pixels) {
    WritableRaster from =
        Raster.createInterleavedRaster(
            new DataBufferByte(samples, channels * pixels),
            pixels,
            1,
            channels * pixels,
            channels,
            java.util.stream.IntStream.range(0, channels).toArray(),
            null);
    WritableRaster to = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, pixels, 1, 3, null);
    operation.filter(from, to);
    return ((DataBufferByte) to.getDataBuffer()).getData();
  }
}
