import type { Access } from '#server/access/index.ts';
import type { AddProjectOptions } from '#server/projects/index.ts';
import type { Documents } from '#server/sync/index.ts';
import type { Printer } from '#server/printing/index.ts';
import type { ScriptReader } from './script-reader.ts';

export interface ScreenplaysOptions extends AddProjectOptions {
  readonly access: Access;
  readonly documents: Pick<Documents, 'create' | 'read'>;
  readonly reader: ScriptReader;
  readonly printer: Pick<Printer, 'script'>;
}
