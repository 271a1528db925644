import { z } from 'zod';
import type { AssetHash } from '#shared/lib/ids.ts';
import { STRUCTURES } from '#shared/shots/index.ts';
import { MOST_OF_A_PROMPT, type PictureOrder } from '#shared/storyboard/index.ts';

const asset = z
  .string()
  .regex(/^[0-9a-f]{64}$/, { error: 'This is no picture.' })
  .transform((value) => value as AssetHash);
const said = z
  .string()
  .max(MOST_OF_A_PROMPT, { error: `A prompt has at most ${MOST_OF_A_PROMPT.toLocaleString('en')} characters.` });
const SEED_MOST = 2 ** 31 - 1;

const order = z.object({
  provider: z.string().min(1, { error: 'Choose who makes the pictures.' }).max(100),
  model: z.string().max(200),
  prompt: said.trim().min(1, { error: 'A prompt of no words makes no picture.' }).nullable(),
  negative: said,
  seed: z.number().int().min(0).max(SEED_MOST, { error: 'A seed is a whole number up to 2,147,483,647.' }).nullable(),
  composition: z.boolean(),
  structure: z.enum(STRUCTURES).default('picture'),
  source: asset.nullable(),
  without: z.array(asset).max(50),
}) satisfies z.ZodType<PictureOrder>;

/** An order as JSON in a form's field. */
export const pictureOrder = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'The order can’t be read.' });
      return z.NEVER;
    }
  })
  .pipe(order);
