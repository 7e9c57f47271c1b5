package dev.palimpsest.transforms.translate;
import java.util.*;
public record SegmentRequest(String source, String target, String text, String chain, Optional<String> prompt, List<String> excludeText) { public String key(){ return source+"|"+target+"|"+text; } }
