import type { AssetHash, ElementId, PanelId, ShotId, SuggestionId, TakeId, UserId } from '#shared/lib/ids.ts';
import type { OrderKey } from '#shared/lib/order-key.ts';
import type { Judgement } from './judgement.ts';

/** Where a picture came from. Everything but `drawn` has a record of how it came to be behind it. */
export const TAKE_SOURCES = ['previz', 'generated', 'uploaded', 'drawn'] as const;
export type TakeSource = (typeof TAKE_SOURCES)[number];

/** One picture made for a panel. Never changed after it is added; its provenance stays in the database. */
export interface Take {
  readonly id: TakeId;
  readonly asset: AssetHash;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly source: TakeSource;
  readonly provider: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly by: UserId;
}

export const TRANSITIONS = [
  'cut',
  'match_cut',
  'smash_cut',
  'jump_cut',
  'dissolve',
  'wipe',
  'fade_in',
  'fade_out',
  'fade_white',
] as const;
export type Transition = (typeof TRANSITIONS)[number];

export const TRANSITION_NAMES: Readonly<Record<Transition, string>> = {
  cut: 'Cut',
  match_cut: 'Match cut',
  smash_cut: 'Smash cut',
  jump_cut: 'Jump cut',
  dissolve: 'Dissolve',
  wipe: 'Wipe',
  fade_in: 'Fade in',
  fade_out: 'Fade out',
  fade_white: 'Fade to white',
};

/** What people say of one frame. `PANEL_FIELDS` says what each may hold. */
export interface PanelText {
  readonly caption: string;
  /** Milliseconds on screen. */
  readonly durationMs: number;
  readonly sound: string;
  /** Empty: the lines that the panel hangs on. */
  readonly dialogue: string;
  /** What leads out of this frame. */
  readonly transition: Transition;
  /** For a model of pictures; empty: in the words of the lines and the shot. */
  readonly prompt: string;
  /** What its picture shows, for who can't see it; empty: in the words of the lines and the shot. */
  readonly alt: string;
  readonly notes: string;
}

/** What of a panel can have been proposed by a model: its setup, or words of its own. */
export const SUGGESTED_PARTS = ['shot', 'prompt', 'alt'] as const;
export type SuggestedPart = (typeof SUGGESTED_PARTS)[number];
export type Suggested = Readonly<Partial<Record<SuggestedPart, SuggestionId>>>;

/** One frame of a shot, hung on the script's own lines. */
export interface Panel extends PanelText {
  readonly id: PanelId;
  readonly shot: ShotId;
  /** Position among the panels of its scene. */
  readonly order: OrderKey;
  /** The script elements it shows, in script order. Its scene is the scene of the first one that still exists. */
  readonly anchors: readonly ElementId[];
  /** Hash of the anchored text when the picture was made or accepted; empty when there is none. */
  readonly textHash: string;
  /** That text, kept from the moment in which the script no longer says it; empty before (docs/decisions/020). */
  readonly words: string;
  /** The take shown, if any. */
  readonly take: TakeId | null;
  readonly takes: readonly Take[];
  /** Grows whenever its drawing has changed; 0 while nothing is drawn on it. */
  readonly drawn: number;
  /** What people think of its takes, from the first word to the newest; most have none. */
  readonly judged?: readonly Judgement[];
  /** What was put by hand in this panel; most have none. `effectiveBlocking` says what holds. */
  readonly blocking?: BlockingParts;
  /** From which suggestions of a model's somebody took these parts; most have none. */
  readonly suggested?: Suggested;
}

/** Where people, things, light and camera were put by hand, as named parts: shared/previz knows what they say. */
export type BlockingParts = Readonly<Record<string, unknown>>;

export const DEFAULT_DURATION_MS = 2000;

export function chosenTake(panel: Panel): Take | undefined {
  return panel.takes.find((take) => take.id === panel.take);
}

/** Whether what it shows was made by a model; frames of the previz artist are not called AI. */
export function isMadeByAi(panel: Panel): boolean {
  return chosenTake(panel)?.source === 'generated';
}
