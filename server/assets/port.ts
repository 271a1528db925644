import type { AssetHash, ProjectId } from '#shared/lib/ids.ts';
import type { Actor } from '#server/access/index.ts';

/** Files of a project, content-addressed: the same bytes are stored once and never change. */
export interface Assets {
  put(project: ProjectId, mime: string, bytes: Uint8Array): Promise<AssetHash>;
  open(actor: Actor | null, project: ProjectId, hash: AssetHash): Promise<{ mime: string; bytes: Uint8Array }>;
}
