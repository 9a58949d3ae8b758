#!/usr/bin/env bash
# Finding: the text of a Jackson node stays in the memory of the thread that wrote it.
#
# Libraries:  com.fasterxml.jackson.core:jackson-databind and jackson-core 2.21.8
# Behaviour:  An ObjectMapper whose JsonFactory has the pool nonRecyclingPool() leaves nothing of what
#             writeValueAsString(node) wrote. node.toString(), which gives the same text, is written by
#             a mapper of Jackson's own with buffers per thread, which keep the text until that thread
#             writes another as long. No setting of the application's mapper changes that.
# Output:     writeValueAsString: not in the heap
#             toString: in the heap
# The script fails if the output is another one.
set -euo pipefail

export LC_ALL=C
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.fasterxml.jackson.core</groupId>
      <artifactId>jackson-databind</artifactId>
      <version>2.21.8</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib

cat >Finding.java <<'JAVA'
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

public class Finding {
    public static void main(String[] arguments) throws Exception {
        write(arguments[0].equals("toString"));
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpHeap(arguments[0] + ".hprof", true);
    }

    private static void write(boolean byNode) throws Exception {
        JsonFactory factory = new JsonFactory();
        factory.setRecyclerPool(JsonRecyclerPools.nonRecyclingPool());
        ObjectMapper mapper = new ObjectMapper(factory);
        ObjectNode node = mapper.createObjectNode();
        // In two parts, so that the whole is no constant of this class.
        node.put("value", "kept-or-".concat("not-kept"));
        String text = byNode ? node.toString() : mapper.writeValueAsString(node);
        if (text.length() != 28) {
            throw new IllegalStateException("another text than expected");
        }
    }
}
JAVA

javac -cp 'lib/*' -d classes Finding.java
for way in writeValueAsString toString; do
  java -cp 'classes:lib/*' Finding "$way"
  # As bytes of a string, or as characters of a buffer.
  if grep -qaP 'kept-or-not-kept|k\x00e\x00p\x00t\x00-\x00o\x00r\x00-\x00n\x00o\x00t' "$way.hprof"; then where="in the heap"; else where="not in the heap"; fi
  echo "$way: $where"
done | tee output

diff output - <<'OUTPUT'
writeValueAsString: not in the heap
toString: in the heap
OUTPUT
