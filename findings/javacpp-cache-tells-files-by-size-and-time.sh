#!/usr/bin/env bash
# JavaCPP's cache of unpacked libraries keeps a stale one from a jar built reproducibly.
#
# Loader.cacheResource unpacks a jar's entry again only if its size or its time differs from the file
# in the cache; content and checksum, which the jar's directory holds, are not compared. A reproducible
# build gives every entry one and the same time, so a library that changed and kept its length is not
# unpacked after an upgrade: the new classes run on the old native code.
#
# JavaCPP 1.5.13 (org.bytedeco:javacpp), Java 17. Source: Loader.cacheResource(URL, String), the
# condition before "extractResource". Seen on 2026-12-01:
#   first jar:  version one
#   second jar: version one    (its entry says: version two)
#   with another time in the second jar: version two
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.6.0:copy \
  -Dartifact=org.bytedeco:javacpp:1.5.13 -DoutputDirectory=lib
cat > Cached.java <<'JAVA'
import java.io.File;
import java.io.FileOutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bytedeco.javacpp.Loader;

class Cached {
  static String cached(String folder, String content, long time) throws Exception {
    new File(folder).mkdirs();
    File jar = new File(folder, "app.jar"); // an upgrade keeps the name
    try (ZipOutputStream zip = new ZipOutputStream(new FileOutputStream(jar))) {
      ZipEntry entry = new ZipEntry("native/libx.so");
      entry.setTime(time);
      zip.putNextEntry(entry);
      zip.write(content.getBytes());
    }
    URL url = new URL("jar:" + jar.toURI() + "!/native/libx.so");
    return Files.readString(Loader.cacheResource(url).toPath());
  }

  public static void main(String[] none) throws Exception {
    long reproducible = 1767225600000L;
    System.out.println("first jar:  " + cached("one", "version one", reproducible));
    System.out.println("second jar: " + cached("two", "version two", reproducible));
    System.out.println(
        "with another time in the second jar: "
            + cached("three", "version two", reproducible + 86400000L));
  }
}
JAVA
seen=$(java -Dorg.bytedeco.javacpp.cachedir="$work/cache" -cp lib/javacpp-1.5.13.jar Cached.java)
echo "$seen"
[ "$seen" = "first jar:  version one
second jar: version one
with another time in the second jar: version two" ]
