import type { PlainDrawing } from '#shared/collab/index.ts';
import type { AssetHash, PanelId } from '#shared/lib/ids.ts';
import type { ErrorCode, FolderProject, FolderProvenance } from '#shared/protocol/index.ts';
import type { ZipFile } from '#server/exports/index.ts';
import type { FolderSuggestion } from '#server/provenance/index.ts';

/** What the folder's thread is asked. */
export type FolderTask =
  | {
      readonly task: 'write';
      readonly title: string;
      readonly state: Uint8Array;
      /** Kinds of the project's files by their hash. */
      readonly mimes: ReadonlyMap<AssetHash, string>;
      /** The records of the project itself. */
      readonly chain: FolderProvenance['chains'][number];
      readonly suggestions: readonly FolderSuggestion[];
      /** The `provenance.json` that it came with, if it came as a folder. */
      readonly earlier: Uint8Array | null;
    }
  | {
      readonly task: 'read';
      readonly project: Uint8Array;
      readonly provenance: Uint8Array | null;
      readonly drawings: readonly ZipFile[];
    };

export interface WrittenFolder {
  readonly texts: readonly ZipFile[];
  /** All panels of the film. */
  readonly panels: readonly PanelId[];
  readonly pictures: readonly { readonly name: string; readonly asset: AssetHash }[];
}

export interface ReadFolder {
  readonly project: FolderProject;
  readonly pictures: readonly { readonly name: string; readonly asset: AssetHash }[];
  readonly drawings: ReadonlyMap<PanelId, PlainDrawing>;
  readonly chain: ChainFacts;
  readonly notes: readonly string[];
}

/** What a folder's records of its pictures are like. */
export interface ChainFacts {
  /** The project that it came from; null when the folder doesn't say. */
  readonly project: string | null;
  /** Hash of the last record; null when there is none. */
  readonly head: string | null;
  readonly records: number;
  /** Why they prove nothing, in a sentence; null when they hold together. */
  readonly flaw: string | null;
}

export type FolderAnswer =
  | { readonly kind: 'written'; readonly folder: WrittenFolder }
  | { readonly kind: 'read'; readonly folder: ReadFolder }
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly message: string };
