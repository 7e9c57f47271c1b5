package dev.palimpsest.transforms.translate;
import java.util.*; import dev.palimpsest.io.region.KeptReason;
public final class KeptTexts { public KeptTexts(List<String> p){} public Optional<KeptReason> reason(String t){ return Optional.empty(); } }
