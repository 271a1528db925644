import { z } from 'zod';
import { id, words } from '#app/lib/input.ts';
import type { AccountModel, PictureModel, TextModel } from '#server/context.ts';
import type { ProviderAccountId } from '#shared/lib/ids.ts';

const MAX_MODELS = 20;
const KEY_LENGTH = 2_000;

const text = z.string().max(500).default('');
/** An empty field is none. */
const amount = (what: string) =>
  z
    .string()
    .default('')
    .transform((typed) => (typed.trim() === '' ? null : Number(typed)))
    .refine((value) => value === null || Number.isFinite(value), { error: `${what} is a number, or nothing.` });
const flag = z.literal('on').optional();

/** Known models by their ids, and one that the account describes itself. */
const settings = {
  label: text,
  baseUrl: text,
  model: z.preprocess(
    (value): unknown => (Array.isArray(value) ? value : value === undefined ? [] : [value]),
    z.array(z.string().max(200)).max(MAX_MODELS),
  ),
  ownModel: text,
  ownReferences: amount('How many reference pictures'),
  ownNegative: flag,
  ownSeed: flag,
  ownStructure: flag,
  ownPrice: amount('The price'),
  textModel: text,
  textStructured: flag,
  inputPrice: amount('The price'),
  outputPrice: amount('The price'),
  budget: amount('The budget'),
  concurrency: amount('How many at a time'),
  perMinute: amount('How many a minute'),
};
const key = z.string().max(KEY_LENGTH).default('');
const account = id<ProviderAccountId>();

/** What the page's forms send. */
export const wish = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('add'), kind: words('The service', 100), key, ...settings }),
  z.object({ intent: z.literal('change'), account, ...settings }),
  z.object({ intent: z.literal('key'), account, key }),
  z.object({ intent: z.literal('remove'), account }),
  z.object({ intent: z.literal('restore'), account }),
  z.object({ intent: z.literal('check'), account }),
]);

type Settings = z.infer<z.ZodObject<typeof settings>>;

export function settingsOf(typed: Settings) {
  const { label, baseUrl, budget, perMinute, concurrency } = typed;
  const own = typed.ownModel.trim();
  const writes = typed.textModel.trim();
  const models: AccountModel[] = [
    ...typed.model.map(named),
    ...(own === '' ? [] : [described(own, typed)]),
    ...(writes === '' ? [] : [writing(writes, typed)]),
  ];
  return { label, baseUrl, models, budget, perMinute, concurrency: concurrency ?? 1 };
}

/** What it takes the server knows. */
function named(model: string): PictureModel {
  const nothing = { takesNegative: false, takesSeed: false, references: 0, takesStructure: false, price: null };
  return { id: model, name: model, ...nothing };
}

function described(model: string, typed: Settings): PictureModel {
  return {
    ...{ id: model, name: model, references: typed.ownReferences ?? 0, price: typed.ownPrice },
    ...{ takesNegative: typed.ownNegative === 'on', takesSeed: typed.ownSeed === 'on' },
    takesStructure: typed.ownStructure === 'on',
  };
}

function writing(model: string, { textStructured, inputPrice, outputPrice }: Settings): TextModel {
  return { id: model, name: model, structured: textStructured === 'on', inputPrice, outputPrice };
}
