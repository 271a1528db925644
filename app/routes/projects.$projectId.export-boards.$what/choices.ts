import { z } from 'zod';
import { id } from '#app/lib/input.ts';
import type { AiReportChoices, PictureChoices, SheetChoices, ShotListChoices } from '#server/context.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { AppError } from '#shared/protocol/index.ts';

const MOST_FOOTER = 200;

const side = z.coerce.number().int().min(1).max(8);
const paper = z.enum(['letter', 'a4', 'legal', 'a3', 'tabloid']).default('letter');
const sheets = z.object({
  paper,
  landscape: z.stringbool().default(true),
  kind: z.enum(['grid', 'list']).default('grid'),
  columns: side.default(3),
  rows: side.default(2),
  breaks: z.stringbool().default(true),
  labels: z.stringbool().default(true),
  footer: z.string().trim().max(MOST_FOOTER).default(''),
  field: z.array(z.string().max(40)).max(60),
  scene: z.array(id<ElementId>()).max(2000),
});
const shotList = z.object({
  format: z.enum(['csv', 'xlsx', 'pdf']).default('xlsx'),
  order: z.enum(['script', 'shooting']).default('script'),
  paper,
  column: z.array(z.string().max(40)).max(60),
});

const aiReport = z.object({ format: z.enum(['csv', 'pdf']).default('pdf'), paper });

/** From an address; AppError `invalid_input` when it asks for what no sheet has. No `scene` is the whole film. */
export function readSheetChoices(query: URLSearchParams): SheetChoices {
  const asked = parse(sheets, {
    ...Object.fromEntries(query),
    field: query.getAll('field'),
    scene: query.getAll('scene'),
  });
  const { paper, landscape, kind, columns, rows, breaks, labels, footer, field, scene } = asked;
  return {
    layout: { paper, landscape, kind, columns, rows, sceneBreaks: breaks },
    ...{ fields: field, labels, footer },
    scenes: scene.length === 0 ? null : scene,
  };
}

/** From an address; no `column` is all of them. */
export function readShotListChoices(query: URLSearchParams): ShotListChoices {
  const { column, ...choices } = parse(shotList, { ...Object.fromEntries(query), column: query.getAll('column') });
  return { ...choices, columns: column.length === 0 ? null : column };
}

/** From an address. */
export function readAiReportChoices(query: URLSearchParams): AiReportChoices {
  return parse(aiReport, Object.fromEntries(query));
}

/** From an address. What a model was asked for goes out only where somebody says so. */
export function readPictureChoices(query: URLSearchParams): PictureChoices {
  return { prompts: query.get('prompts') === 'true' };
}

function parse<T>(schema: z.ZodType<T>, asked: object): T {
  const parsed = schema.safeParse(asked);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0] ?? { path: [], message: '' };
  throw new AppError(
    'invalid_input',
    `No file was made: ${String(path[0] ?? 'the choice')} is not possible. ${message}`,
  );
}
