package dev.palimpsest.transforms.natives;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The part of a 64-bit shared library that the dynamic linker reads (elf(5)). */
final class ElfFile {
  private static final int LOAD = 1;
  private static final int DYNAMIC = 2;
  private static final int NEEDED = 1;
  private static final int STRINGS = 5;
  private static final int PROGRAM_HEADERS_OFFSET = 0x20;
  private static final int PROGRAM_HEADER_BYTES = 0x36;

  private final ByteBuffer file;

  private ElfFile(ByteBuffer file) {
    this.file = file;
  }

  /** The names of the libraries that one needs ({@code DT_NEEDED}). */
  static List<String> needed(Path library) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(library)).order(ByteOrder.LITTLE_ENDIAN);
    return new ElfFile(file).needed();
  }

  private List<String> needed() {
    List<Integer> names = new ArrayList<>();
    long strings = 0;
    int dynamic = (int) file.getLong(header(DYNAMIC, 0) + 8);
    for (int at = dynamic; file.getLong(at) != 0; at += 16) {
      if (file.getLong(at) == NEEDED) {
        names.add((int) file.getLong(at + 8));
      } else if (file.getLong(at) == STRINGS) {
        strings = file.getLong(at + 8);
      }
    }
    int segment = header(LOAD, strings);
    int start = (int) (strings - file.getLong(segment + 16) + file.getLong(segment + 8));
    return names.stream().map(name -> text(start + name)).toList();
  }

  /** The header of the first segment of a type that holds the address. */
  private int header(int type, long address) {
    int size = file.getShort(PROGRAM_HEADER_BYTES);
    for (int at = (int) file.getLong(PROGRAM_HEADERS_OFFSET); ; at += size) {
      long start = file.getLong(at + 16);
      boolean holds =
          type == DYNAMIC || (address >= start && address < start + file.getLong(at + 32));
      if (file.getInt(at) == type && holds) {
        return at;
      }
    }
  }

  private String text(int start) {
    StringBuilder text = new StringBuilder();
    for (int at = start; file.get(at) != 0; at++) {
      text.append((char) file.get(at));
    }
    return text.toString();
  }
}
