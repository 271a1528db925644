import type { Screenplay, ScriptParagraph, TitlePage } from '#shared/screenplay/index.ts';
import { isElementType } from '#shared/screenplay/index.ts';
import { CliError } from './usage.ts';

/** The screenplay as the command line's JSON: type and text of each paragraph, scene numbers, dual dialogue, title page. */
export function writeJson({ titlePage, elements }: Screenplay): string {
  const plain = elements.map(({ type, text, number, dual }) => ({
    ...{ type, text },
    ...(number !== undefined && { number }),
    ...(dual && { dual }),
  }));
  return `${JSON.stringify({ titlePage, elements: plain }, null, 2)}\n`;
}

/** Reads that JSON. CliError where it is not of the form, with the place. */
export function readJson(text: string): Screenplay {
  const read = record(parse(text), 'the file');
  const { titlePage = {}, elements } = read;
  if (!Array.isArray(elements)) throw new CliError('"elements" is not a list.');
  return {
    titlePage: readTitlePage(record(titlePage, '"titlePage"')),
    elements: elements.map((element, i) => readElement(element, `element ${i}`)),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new CliError(`no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function record(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new CliError(`${name} is not an object.`);
  return value as Record<string, unknown>;
}

function readTitlePage(fields: Record<string, unknown>): TitlePage {
  const entries = Object.entries(fields).map(([key, lines]) => {
    if (!Array.isArray(lines) || !lines.every((line) => typeof line === 'string'))
      throw new CliError(`"titlePage": ${JSON.stringify(key)} is not a list of lines.`);
    return [key, lines] as const;
  });
  return Object.fromEntries(entries);
}

function readElement(value: unknown, name: string): ScriptParagraph {
  const { type, text, number, dual } = record(value, name);
  if (!isElementType(type)) throw new CliError(`${name}: ${JSON.stringify(type)} is no type of element.`);
  if (typeof text !== 'string') throw new CliError(`${name} has no "text".`);
  if (number !== undefined && typeof number !== 'string') throw new CliError(`${name}: "number" is not text.`);
  return { type, text, ...(number !== undefined && { number }), ...(dual === true && { dual }) };
}
