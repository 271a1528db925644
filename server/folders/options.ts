import type { Access } from '#server/access/index.ts';
import type { Assets } from '#server/assets/index.ts';
import type { Studio } from '#server/pictures/index.ts';
import type { AddProjectOptions } from '#server/projects/index.ts';
import type { Documents } from '#server/sync/index.ts';
import type { FolderWork } from './folder-work.ts';

export interface FoldersOptions extends AddProjectOptions {
  readonly access: Access;
  readonly documents: Pick<Documents, 'create' | 'read'>;
  readonly assets: Pick<Assets, 'open' | 'put'>;
  readonly studio: Pick<Studio, 'check'>;
  readonly work: FolderWork;
}
