import type { RecordedLook } from '#shared/cast/index.ts';
import type { AssetHash, ConsentId, ElementId, JobId, PanelId, ProjectId, TakeId, UserId } from '#shared/lib/ids.ts';
import type { ReferencePicture } from '#shared/storyboard/index.ts';
import type { GenerationProvider, Json } from './provider.ts';

/** What is kept of how a picture came to be: enough to say what it is, to make it again, and to answer for it. */
export type ProvenanceRecord = {
  readonly version: 1;
  readonly take: TakeId;
  readonly project: ProjectId;
  readonly panel: PanelId;
  readonly job: JobId;
  /** The script lines it was made for, and their words as a hash (shared/storyboard). */
  readonly elements: readonly ElementId[];
  readonly textHash: string;
  readonly revision: { readonly epoch: number; readonly seq: number };
  /** In which words it was asked for, and in which it was sent: who takes pictures along is told what they are for. `asked` and `negative` are missing in early records. */
  readonly prompt: {
    readonly written: string;
    readonly asked?: string;
    readonly sent: string;
    readonly negative?: string;
  };
  readonly provider: string;
  readonly model: { readonly id: string; readonly version: string };
  readonly parameters: Readonly<Record<string, Json>>;
  readonly seed: number | null;
  /** Pixels. */
  readonly size: { readonly width: number; readonly height: number };
  readonly mime: string;
  /** Pictures it was made from. */
  readonly inputs: readonly ReferencePicture[];
  /** As what everybody was to be seen; missing, as `consents`, in records of before there was a cast. */
  readonly looks?: readonly RecordedLook[];
  /** Of the real people it used. */
  readonly consents?: readonly ConsentId[];
  readonly requestId: string | null;
  readonly latencyMs: number;
  /** In US dollars. */
  readonly cost: number;
  readonly output: AssetHash;
  readonly requestedBy: UserId;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly digitalSourceType: GenerationProvider['digitalSourceType'];
  /** Hash of the project's record before this one; null in the first. */
  readonly previous: string | null;
};
