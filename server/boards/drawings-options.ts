import type { Db } from '#db/index.ts';
import type { Access } from '#server/access/index.ts';
import type { Studio } from '#server/pictures/index.ts';
import type { Documents } from '#server/sync/index.ts';

export interface DrawingsOptions {
  readonly db: Db;
  readonly access: Access;
  readonly documents: Pick<Documents, 'read' | 'create' | 'edit'>;
  readonly studio: Pick<Studio, 'draw'>;
}
