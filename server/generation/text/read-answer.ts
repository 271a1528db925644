import type { ZodType } from 'zod';

/**
 * The JSON in what a model wrote, checked; undefined where there is none that fits. Servers that know no schema are asked
 * in words, and put their answer between ``` or behind a sentence.
 */
export function readAnswer<T>(text: string, reads: ZodType<T>): { readonly value: T } | undefined {
  const [from, to] = [text.indexOf('{'), text.lastIndexOf('}')];
  if (from === -1 || to < from) return undefined;
  try {
    const read = reads.safeParse(JSON.parse(text.slice(from, to + 1)));
    return read.success ? { value: read.data } : undefined;
  } catch {
    return undefined;
  }
}
