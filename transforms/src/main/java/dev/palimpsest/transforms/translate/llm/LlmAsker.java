package dev.palimpsest.transforms.translate.llm;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.palimpsest.io.result.FailureException;
import dev.palimpsest.transforms.translate.ask.Asker;
import dev.palimpsest.transforms.translate.ask.Brief;
import dev.palimpsest.transforms.translate.ask.Segment;
import dev.palimpsest.transforms.translate.http.CallException;
import dev.palimpsest.transforms.translate.http.EngineSettings;
import dev.palimpsest.transforms.translate.http.HttpCaller;
import dev.palimpsest.transforms.translate.http.Meter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks any model for translations as {@code {id, text}}. */
public final class LlmAsker implements Asker {
  private static final ResponseFormat SCHEMA =
      ResponseFormat.builder().type(ResponseFormatType.JSON).jsonSchema(Reply.SCHEMA).build();

  private final Chat chat;
  private final EngineSettings settings;
  private final HttpCaller caller;
  private final Meter meter;
  private ChatModel model;

  public LlmAsker(Chat chat, EngineSettings settings, HttpCaller caller, Meter meter) {
    this.chat = chat;
    this.settings = settings;
    this.caller = caller;
    this.meter = meter;
  }

  @Override
  public boolean supports(String sourceTag, String targetTag) {
    return true;
  }

  @Override
  public boolean followsTerms() {
    return true;
  }

  @Override
  public Map<String, String> ask(List<Segment> segments, Brief brief)
      throws FailureException, InterruptedException {
    if (model == null) {
      model = chat.open(settings, caller);
    }
    ChatRequest request =
        ChatRequest.builder()
            .messages(
                SystemMessage.from(Prompt.system(brief)), UserMessage.from(Prompt.user(segments)))
            .responseFormat(chat.takesSchema() ? SCHEMA : ResponseFormat.JSON)
            .build();
    ChatResponse response = chat(request);
    count(response.tokenUsage());
    if (response.finishReason() == FinishReason.LENGTH) {
      throw new CallException(CallException.Kind.THIS_REQUEST, "the model's answer was cut short");
    }
    Map<String, String> ids = new LinkedHashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      ids.put(Prompt.id(i), segments.get(i).id());
    }
    String answer = response.aiMessage().text();
    Map<String, String> texts = new HashMap<>();
    Reply.read(answer == null ? "" : answer, Set.copyOf(ids.keySet()))
        .forEach((id, text) -> texts.put(ids.get(id), Prompt.hide(text)));
    return texts;
  }

  private ChatResponse chat(ChatRequest request) throws InterruptedException {
    try {
      return model.chat(request);
    } catch (CallException e) {
      if (e.kind() == CallException.Kind.INTERRUPTED) {
        throw new InterruptedException();
      }
      throw e;
    } catch (LangChain4jException e) {
      throw new CallException(
          CallException.Kind.UNREADABLE, "the answer is not as agreed: " + e.getMessage());
    }
  }

  private void count(TokenUsage usage) {
    if (usage != null) {
      meter.count(
          Meter.INPUT_TOKENS, usage.inputTokenCount() == null ? 0 : usage.inputTokenCount());
      meter.count(
          Meter.OUTPUT_TOKENS, usage.outputTokenCount() == null ? 0 : usage.outputTokenCount());
    }
  }
}
