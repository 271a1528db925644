import type { ZodType } from 'zod';
import type { FailureKind } from '../provider.ts';
import type { AccountAccess, AccountKind, ProviderTools } from '../provider-kind.ts';

/** A model that writes, as an account names it. */
export interface TextModel {
  readonly id: string;
  readonly name: string;
  /** Whether its server holds answers to a JSON schema; else they are asked for in words. Checked here in any case. */
  readonly structured: boolean;
  /** US dollars for a million tokens; null where nobody has said. */
  readonly inputPrice: number | null;
  readonly outputPrice: number | null;
}

export interface TextAccount extends AccountAccess {
  readonly model: TextModel;
}

export interface TextQuestion<T> {
  /** What it is to do. */
  readonly task: string;
  /** The lines of the film that it is about. */
  readonly material: string;
  /** What an answer has to be. */
  readonly reads: ZodType<T>;
  readonly maxTokens: number;
  readonly signal: AbortSignal;
  readonly timeoutMs?: number;
}

export interface TextTokens {
  readonly input: number;
  readonly output: number;
}

export interface TextAnswer<T> {
  readonly value: T;
  readonly model: { readonly id: string; readonly version: string };
  /** Null where the service does not count them. */
  readonly tokens: TextTokens | null;
  /** The service's own name of the request, for complaints and bills. */
  readonly requestId: string | null;
}

/** Somebody who writes. */
export interface TextWriter {
  /** Rejects with TextFailed, or with the signal's reason. */
  ask<T>(question: TextQuestion<T>): Promise<TextAnswer<T>>;
}

/** An API that a model of text is asked by. */
export interface TextKind extends AccountKind {
  readonly makes: 'text';
  /** Names of models that it is known to have. */
  readonly suggests: readonly string[];
  readonly create: (account: TextAccount, tools: ProviderTools) => TextWriter;
}

/** There is no answer that can be used. The message is for people, and quotes nothing. */
export class TextFailed extends Error {
  override readonly name = 'TextFailed';
  readonly kind: FailureKind;
  /** What is on the bill all the same; null: nobody knows. */
  readonly tokens: TextTokens | null;

  constructor(kind: FailureKind, message: string, tokens: TextTokens | null = null) {
    super(message);
    this.kind = kind;
    this.tokens = tokens;
  }
}

/** US dollars; null where a price or a count is missing. */
export function costOf({ inputPrice, outputPrice }: TextModel, tokens: TextTokens | null): number | null {
  if (inputPrice === null || outputPrice === null || tokens === null) return null;
  return (tokens.input * inputPrice + tokens.output * outputPrice) / 1_000_000;
}
