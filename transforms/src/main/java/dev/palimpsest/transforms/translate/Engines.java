package dev.palimpsest.transforms.translate;
import java.util.*;
public final class Engines { public static final List<String> NAMES=List.of("memory","apertium","pseudo"); }
