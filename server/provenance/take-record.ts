import { z } from 'zod';
import { TAKE_SOURCES } from '#shared/storyboard/index.ts';

/*
 * Records are read where they may be anybody's: a folder brings those of another server. What is not as it should be is
 * passed over, and so is what a newer Beatboard says.
 */

const text = z.string().max(100_000);
const maybe = <T extends z.ZodType>(type: T) => z.nullable(type).catch(null);

const input = z.object({
  asset: text,
  role: text,
  name: text.catch(''),
  consent: maybe(text),
});

const record = z.object({
  take: text,
  panel: text.catch(''),
  source: maybe(z.enum([...TAKE_SOURCES, 'imported'])),
  digitalSourceType: maybe(text),
  provider: maybe(text),
  model: maybe(z.object({ id: text, version: text })),
  prompt: maybe(z.object({ written: text, sent: text })),
  inputs: z.array(z.unknown()).catch([]),
  /** Of whoever plays somebody in it too. */
  consents: z.array(text).catch([]),
  /** In US dollars. */
  cost: maybe(z.number()),
  /** SHA-256 of the picture's bytes. */
  output: text,
  requestedBy: maybe(text),
  /** Milliseconds since the epoch. */
  at: maybe(z.number()),
  copiedFrom: maybe(z.object({ take: text })),
});

export type RecordInput = z.infer<typeof input>;

/** What a take's record says, whichever of its kinds it is. */
export interface TakeRecord extends Omit<z.infer<typeof record>, 'source' | 'inputs'> {
  readonly source: (typeof TAKE_SOURCES)[number] | 'imported';
  readonly inputs: readonly RecordInput[];
}

/** Null for what is no record of a take. */
export function readRecord(json: unknown): TakeRecord | null {
  const parsed = record.safeParse(json);
  if (!parsed.success) return null;
  const { source, inputs, ...rest } = parsed.data;
  return {
    ...rest,
    // Records of pictures that were made here say it by their kind of source alone.
    source: source ?? (rest.digitalSourceType === 'algorithmicMedia' ? 'previz' : 'generated'),
    inputs: inputs.flatMap((each) => input.safeParse(each).data ?? []),
  };
}
