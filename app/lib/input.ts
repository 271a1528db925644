import { z } from 'zod';
import { AppError } from '#shared/protocol/index.ts';

/*
 * The door: what comes from a browser is checked here before a service sees it. Services check their own rules again.
 */

const ID = /^[0-9a-z]{16}$/;
const HASH = /^[0-9a-f]{64}$/;
const NO_FILE = 'Choose a script file first.';

/** An id from an address. One that can't be is answered like one that is not there. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller names the brand
export function idParam<T extends string>(value: string | undefined): T {
  if (value === undefined || !ID.test(value)) throw missing();
  return value as T;
}

// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller names the brand
export function hashParam<T extends string>(value: string | undefined): T {
  if (value === undefined || !HASH.test(value)) throw missing();
  return value as T;
}

/** One of these words in an address. */
export function oneOfParam<T extends string>(words: readonly T[], value: string | undefined): T {
  const found = words.find((word) => word === value);
  if (found === undefined) throw missing();
  return found;
}

function missing(): AppError {
  return new AppError('not_found', 'There is nothing at this address, or you may not see it.');
}

/** An id in a form or message. */
export function id<T extends string>() {
  return z
    .string()
    .regex(ID, { error: 'This is not an id.' })
    .transform((value) => value as T);
}

/** Words of a person, trimmed: at least one character, at most `max`. */
export function words(what: string, max: number) {
  return z
    .string({ error: `${what} is missing.` })
    .trim()
    .min(1, { error: `${what} is missing.` })
    .max(max, { error: `${what} has at most ${max.toLocaleString('en')} characters.` });
}

/** A field that may be there several times: from one to `max` values. */
export function many<T>(one: z.ZodType<T>, max: number) {
  return z.preprocess(
    (value): unknown => (Array.isArray(value) ? value : value === undefined ? [] : [value]),
    z
      .array(one)
      .min(1, { error: 'Nothing is chosen.' })
      .max(max, { error: `At most ${String(max)} at once.` }),
  );
}

/** A field with a line for each of at most `max` things, which says these fields of it with spaces between them. */
export function linesOf<T>(fields: readonly string[], one: z.ZodType<T>, max: number) {
  const valuesIn = (line: string) => Object.fromEntries(line.split(' ').map((value, at) => [fields[at] ?? '', value]));
  return (
    z
      .string()
      .max(max * 60)
      // Browsers end the lines of a form's field with both (HTML: constructing the entry list, multipart/form-data).
      .transform((text): unknown[] => text.split(/\r?\n/).map(valuesIn))
      .pipe(z.array(one).max(max))
  );
}

/** A file that was chosen: browsers send an empty one without a name when none was, and `error` says so. */
export function chosenFile(error: string) {
  return z.instanceof(File, { error }).refine((file) => file.name !== '', { error });
}

export const scriptFile = chosenFile(NO_FILE);

export async function uploaded(file: File): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

/** The script in the field `file` of a form that has nothing else. */
export async function readScriptFile(request: Request): ReturnType<typeof uploaded> {
  return uploaded(parseForm(z.object({ file: scriptFile }), await readForm(request)).file);
}

/** The checked content of a form, or AppError `invalid_input` with a message by field. */
export function parseForm<T>(schema: z.ZodType<T>, form: FormData): T {
  const parsed = schema.safeParse(entriesOf(form));
  if (parsed.success) return parsed.data;
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) fields[String(issue.path[0] ?? 'form')] ??= issue.message;
  const only = Object.values(fields);
  const message = only.length === 1 ? (only[0] ?? '') : 'Nothing was changed. Correct the fields that are marked.';
  throw new AppError('invalid_input', message, { fields });
}

/** In one pass: to ask a form for each of its names goes through all of it each time, and anybody may send a million names. */
function entriesOf(form: FormData): Record<string, unknown> {
  const all = new Map<string, FormDataEntryValue[]>();
  for (const [key, value] of form) {
    const values = all.get(key);
    if (values) values.push(value);
    else all.set(key, [value]);
  }
  return Object.fromEntries([...all].map(([key, values]) => [key, values.length > 1 ? values : values[0]]));
}

/** The form of a request. A body that is no form, or breaks off, is the sender's mistake and not ours. */
export async function readForm(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    throw new AppError('bad_request', 'The form did not arrive whole. Nothing was changed. Try again.');
  }
}
