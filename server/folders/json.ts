import { Refused } from './refused.ts';

/** As people read it, and the same each time. */
export function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Throws Refused with the file's name. */
export function parseJson(file: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Refused(`${file} is not JSON any more: it was cut off or changed.`);
  }
}
