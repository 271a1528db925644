import type { AssetHash } from '#shared/lib/ids.ts';
import type { PictureBrief, ReferencePicture, TakeSource } from '#shared/storyboard/index.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What a picture is made from. Plain JSON: it is kept with the job, so that a restart asks for the same picture. */
export interface PictureRequest {
  /** What the panel shows, for who draws from that and not from words. */
  readonly brief: PictureBrief;
  readonly prompt: string;
  /** What should not be seen; may be empty. */
  readonly negative: string;
  /** Null: whichever. */
  readonly seed: number | null;
  /** In order of weight: who takes fewer takes the first. */
  readonly references: readonly ReferencePicture[];
}

/** A finished picture, and what its provenance record has to tell. */
export interface MadePicture {
  readonly bytes: Uint8Array;
  readonly mime: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly model: { readonly id: string; readonly version: string };
  /** The prompt exactly as it went to the model. */
  readonly promptSent: string;
  /** Of the request's references, those that went to the model: the first so many. */
  readonly referencesSent: number;
  readonly parameters: Readonly<Record<string, Json>>;
  /** Null when the model takes none. */
  readonly seed: number | null;
  /** The provider's own name of the request, for complaints and bills. */
  readonly requestId: string | null;
  /** In US dollars. */
  readonly cost: number;
}

export interface FailedPicture {
  readonly state: 'failed';
  /** For people. */
  readonly message: string;
  readonly kind: FailureKind;
  readonly retryable: boolean;
  /** Milliseconds for which the provider wants to be left alone. */
  readonly retryAfterMs?: number;
}

/** What the tally of failures counts by. */
export type FailureKind = 'moderated' | 'rate_limited' | 'quota' | 'key' | 'invalid' | 'timeout' | 'provider';

export type PictureStatus =
  | { readonly state: 'running'; /** 0 to 1. */ readonly progress: number }
  | { readonly state: 'done'; readonly picture: MadePicture }
  | FailedPicture
  /** Nothing is known of this handle (any more): ask anew. */
  | { readonly state: 'unknown' };

export interface SubmitOptions {
  /** The same for every attempt at one job until there is an answer: who gets it twice need not make, or bill, the picture twice. */
  readonly key: string;
  readonly onProgress: (fraction: number) => void;
  /** A reference picture's bytes, and what they are by their content: made smaller where it has more than it may. */
  readonly read: (
    asset: AssetHash,
    mostBytes?: number,
  ) => Promise<{ readonly bytes: Uint8Array; readonly mime: string }>;
  /** Aborted when nobody listens any more. The work goes on unless `cancel` is called too. */
  readonly signal: AbortSignal;
}

/** The provider said no before there was a handle. */
export class PictureFailed extends Error {
  override readonly name = 'PictureFailed';
  readonly failure: FailedPicture;

  constructor(failure: FailedPicture) {
    super(failure.message);
    this.failure = failure;
  }
}

/**
 * Somebody who makes pictures. The handle is kept in the database between `submit` and `poll`, so that a restart finds
 * the work again: plain JSON, and never a secret.
 */
export interface GenerationProvider {
  readonly id: string;
  readonly source: TakeSource;
  /** IPTC digital source type of what it makes. */
  readonly digitalSourceType: 'algorithmicMedia' | 'trainedAlgorithmicMedia' | 'compositeWithTrainedAlgorithmicMedia';
  /** @throws PictureFailed when the provider will not make it */
  submit(request: PictureRequest, options: SubmitOptions): Promise<Json>;
  /** Answers when there is something new to say: who has to ask over the network waits between two questions in here. */
  poll(handle: Json, signal: AbortSignal): Promise<PictureStatus>;
  /** Calls the work off. Of no effect when it is over. */
  cancel(handle: Json): Promise<void>;
}
