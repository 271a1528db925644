import { DEFAULT_SHOT, type Shot } from '#shared/shots/index.ts';
import type { ElementId, PanelId, ProjectId, ProviderAccountId, SuggestionId, UserId } from '#shared/lib/ids.ts';

/** How a model's suggestion came to be. Of the script and of the answer it holds hashes alone. */
export interface SuggestionRecord {
  readonly version: 1;
  readonly suggestion: SuggestionId;
  readonly project: ProjectId;
  readonly use: 'coverage' | 'prompt' | 'alt';
  readonly scene: ElementId | null;
  readonly panel: PanelId | null;
  /** The lines that it was made from, and their words as a hash (shared/storyboard). */
  readonly elements: readonly ElementId[];
  readonly textHash: string;
  readonly revision: { readonly epoch: number; readonly seq: number };
  /** SHA-256 of all that was asked. */
  readonly promptHash: string;
  readonly account: ProviderAccountId;
  readonly service: string;
  readonly host: string;
  /** As it was asked for, and as it called itself. */
  readonly model: { readonly id: string; readonly version: string };
  readonly requestId: string | null;
  readonly tokens: { readonly input: number; readonly output: number } | null;
  /** US dollars; null: nobody knows. */
  readonly cost: number | null;
  /** SHA-256 of the words, or of each shot: whether somebody has changed them since. */
  readonly outputs: readonly string[];
  readonly requestedBy: UserId;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly latencyMs: number;
  readonly digitalSourceType: 'trainedAlgorithmicMedia';
}

/** What a model says of a shot. */
export function suggestedShot({ size, angle, movement, subject }: Partial<Omit<Shot, 'id'>>) {
  return {
    ...{ size: size ?? DEFAULT_SHOT.size, angle: angle ?? DEFAULT_SHOT.angle },
    ...{ movement: movement ?? DEFAULT_SHOT.movement, subject: subject ?? '' },
  };
}
