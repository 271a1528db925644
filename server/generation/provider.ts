import type { Shot } from '#shared/shots/index.ts';
import type { Heading } from '#shared/screenplay/index.ts';
import type { TakeSource } from '#shared/storyboard/index.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A line as the artist reads it: printed text alone. `type` is an element type. */
export interface RequestLine {
  readonly type: string;
  readonly text: string;
}

/** What a picture is made from. Plain JSON: it is kept with the job, so that a restart asks for the same picture. */
export interface PictureRequest {
  /** As written; empty for a panel that hangs on no scene. */
  readonly heading: string;
  readonly setting: Heading['setting'];
  readonly location: string;
  /** The time of day that holds here, `CONTINUOUS` and its like resolved; empty when nothing says. */
  readonly time: string;
  /** The lines that the panel hangs on, and its caption. */
  readonly lines: readonly RequestLine[];
  /** The scene's lines before them. */
  readonly before: readonly RequestLine[];
  readonly shot: Pick<Shot, 'size' | 'angle' | 'movement' | 'lens'>;
  /** Width over height. */
  readonly aspectRatio: number;
  /** The same for every panel of one place. */
  readonly seed: number;
  /** The script's characters in order of appearance. */
  readonly cast: readonly string[];
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
  readonly parameters: Readonly<Record<string, Json>>;
  /** Null when the model takes none. */
  readonly seed: number | null;
  /** The provider's own name of the request, for complaints and bills. */
  readonly requestId: string | null;
  /** In US dollars. */
  readonly cost: number;
}

export type PictureStatus =
  | { readonly state: 'running'; /** 0 to 1. */ readonly progress: number }
  | { readonly state: 'done'; readonly picture: MadePicture }
  /** The message is for people. */
  | { readonly state: 'failed'; readonly message: string; readonly retryable: boolean }
  /** Nothing is known of this handle (any more): ask anew. */
  | { readonly state: 'unknown' };

export interface SubmitOptions {
  /** The same for every attempt at one job: who gets it twice need not make, or bill, the picture twice. */
  readonly key: string;
  readonly onProgress: (fraction: number) => void;
  /** Aborted when nobody listens any more. The work goes on unless `cancel` is called too. */
  readonly signal: AbortSignal;
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
  submit(request: PictureRequest, options: SubmitOptions): Promise<Json>;
  /** Answers when there is something new to say: who has to ask over the network waits between two questions in here. */
  poll(handle: Json, signal: AbortSignal): Promise<PictureStatus>;
  /** Calls the work off. Of no effect when it is over. */
  cancel(handle: Json): Promise<void>;
}
