import type { Access } from '#server/access/index.ts';
import type { AddProjectOptions } from '#server/projects/index.ts';
import type { Documents } from '#server/sync/index.ts';
import type { PdfWriter } from './pdf-writer.ts';
import type { ScriptReader } from './script-reader.ts';

export interface ScreenplaysOptions extends AddProjectOptions {
  readonly access: Access;
  readonly documents: Pick<Documents, 'create' | 'read'>;
  readonly reader: ScriptReader;
  readonly pdf: PdfWriter;
}
