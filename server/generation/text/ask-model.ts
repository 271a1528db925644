import type { LanguageModel } from 'ai';
import { z } from 'zod';
import type { Clock } from '#shared/lib/clock.ts';
import { OutboundError } from '../net/index.ts';
import { readAnswer } from './read-answer.ts';
import { notAsAsked, refusal, textFailed, unreached } from './text-failures.ts';
import type { TextAnswer, TextFailed, TextModel, TextQuestion, TextTokens } from './text-model.ts';

export interface AskedModel {
  /** What people know the service by. */
  readonly who: string;
  readonly model: TextModel;
  readonly language: LanguageModel;
  readonly clock: Clock;
}

const TIMEOUT_MS = 60_000;

/** What came of a question, whether the SDK calls it a success or not. */
interface Written {
  readonly text: string;
  readonly finishReason: string | undefined;
  readonly tokens: TextTokens | null;
  readonly response: { readonly id?: string; readonly modelId?: string; readonly body?: unknown } | undefined;
}

/** One question, asked once: who waits for it can ask again. Nothing that the SDK throws gets out: it holds what was sent. */
export async function askModel<T>(asked: AskedModel, question: TextQuestion<T>): Promise<TextAnswer<T>> {
  const deadline = AbortSignal.timeout(question.timeoutMs ?? TIMEOUT_MS);
  const written = await write(asked, question, AbortSignal.any([question.signal, deadline])).catch((error: unknown) => {
    question.signal.throwIfAborted();
    throw deadline.aborted ? textFailed(asked.who, 'timeout') : failureFor(asked, error);
  });
  const { text, finishReason, tokens, response } = written;
  if (finishReason === 'content-filter' || wasRefused(response?.body)) {
    throw textFailed(asked.who, 'moderated', { tokens });
  }
  const read = readAnswer(text, question.reads);
  if (!read) throw notAsAsked(asked.who, finishReason === 'length', tokens);
  const { model, modelVersion, id, responseId } = Named.parse(response?.body);
  return {
    ...{ value: read.value, tokens, requestId: id ?? responseId ?? response?.id ?? null },
    model: { id: asked.model.id, version: model ?? modelVersion ?? response?.modelId ?? asked.model.id },
  };
}

async function write<T>(
  { language, model }: AskedModel,
  { task, material, reads, maxTokens }: TextQuestion<T>,
  abortSignal: AbortSignal,
): Promise<Written> {
  // As late as this: most servers never ask a model, and it takes them a quarter of a second to load.
  const { NoObjectGeneratedError, Output, generateText } = await import('ai');
  // It would write them to the console, with what they are about.
  globalThis.AI_SDK_LOG_WARNINGS = false;
  try {
    const result = await generateText({
      ...{ model: language, system: task, prompt: material, maxOutputTokens: maxTokens, maxRetries: 0, abortSignal },
      ...(model.structured && { output: Output.object({ schema: reads }) }),
      experimental_telemetry: { isEnabled: false },
    });
    const { text, finishReason, usage, response } = result;
    return { text, finishReason, tokens: tokensOf(usage), response };
  } catch (error) {
    if (!NoObjectGeneratedError.isInstance(error)) throw error;
    const { text = '', finishReason, usage, response } = error;
    return { text, finishReason, tokens: usage ? tokensOf(usage) : null, response };
  }
}

function tokensOf({
  inputTokens,
  outputTokens,
}: {
  inputTokens?: number | undefined;
  outputTokens?: number | undefined;
}) {
  return inputTokens === undefined || outputTokens === undefined ? null : { input: inputTokens, output: outputTokens };
}

const name = z.string().max(300).optional().catch(undefined);
/** As each of the APIs calls the model that answered, and its answer. */
const Named = z.object({ model: name, modelVersion: name, id: name, responseId: name }).catch({});

const Refused = z.object({ choices: z.array(z.object({ message: z.object({ refusal: z.string().min(1) }) })).min(1) });

/** OpenAI's models say no in a field of its own. */
function wasRefused(body: unknown): boolean {
  return Refused.safeParse(body).success;
}

/** As `APICallError` has them; by shape, so that no class of the SDK is needed before it is loaded. */
const Refusal = z.object({
  statusCode: z.number(),
  responseBody: z.string().catch(''),
  responseHeaders: z.record(z.string(), z.string()).catch({}),
});

function failureFor({ who, clock }: AskedModel, error: unknown): TextFailed {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if (at instanceof OutboundError) return unreached(who, at.trouble, at.message.replace(/: \w+$/, ''));
    const said = Refusal.safeParse(at).data;
    if (said && said.statusCode >= 300) {
      const { statusCode: status, responseHeaders: headers, responseBody: body } = said;
      return refusal(who, { status, headers, body: body.slice(0, 65_536) }, clock);
    }
  }
  return notAsAsked(who, false, null);
}
