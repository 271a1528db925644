import { isElementType, type Screenplay, type ScriptParagraph, type TitlePage } from '#shared/screenplay/index.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { linesOfItems } from './lines.ts';

export interface JsonRead {
  readonly screenplay: Screenplay;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a script as JSON. Never throws: text that is no JSON, or no script, has a fatal diagnostic; an element that is not
 * of the form is read as far as it goes, and its line is told.
 * @param strict for what programs hand to each other: every fault is fatal
 */
export function parseJson(text: string, strict = false): JsonRead {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const { value, fault } = parseText(source);
  if (fault) return { screenplay: { titlePage: {}, elements: [] }, diagnostics: [fault] };
  const script = isRecord(value) ? value : {};
  const items = script['elements'];
  const told = (line: number, { what, fate }: Fault): Diagnostic =>
    strict ? { line, message: what, fatal: true } : { line, message: `${what} ${fate}` };
  const diagnostics: Diagnostic[] = [];
  if (!Array.isArray(items)) {
    diagnostics.push({ line: 1, message: 'This is JSON, but no script: it has no list "elements".', fatal: true });
  }
  const lines = linesOfItems(source);
  const elements = (Array.isArray(items) ? items : []).flatMap((item: unknown, i) => {
    const { element, fault: found } = readElement(item);
    if (found) diagnostics.push(told(lines(i), found));
    return element ?? [];
  });
  const { titlePage, faults } = readTitlePage(script['titlePage']);
  return {
    screenplay: { titlePage, elements },
    diagnostics: [...faults.map((found) => told(1, found)), ...diagnostics],
  };
}

/** What is wrong with a part of the script, and what became of it. */
interface Fault {
  readonly what: string;
  readonly fate: string;
}

const LEFT_OUT = 'It was left out.';

function parseText(text: string): { value?: unknown; fault?: Diagnostic } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const at = Number(/position (\d+)/.exec(message)?.[1] ?? (/end of JSON/.test(message) ? text.length : 0));
    const line = text.slice(0, at).split('\n').length;
    return { fault: { line, message: `This is not JSON: ${message.replace(/ in JSON.*/s, '')}.`, fatal: true } };
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readTitlePage(value: unknown): { titlePage: TitlePage; faults: Fault[] } {
  const fields = new Map<string, readonly string[]>();
  const faults: Fault[] = [];
  for (const [key, lines] of Object.entries(isRecord(value) ? value : {})) {
    const list: unknown[] = Array.isArray(lines) ? lines : [lines];
    if (list.every((line) => typeof line === 'string')) fields.set(key, list);
    else faults.push({ what: `"titlePage": ${JSON.stringify(key)} is no list of lines.`, fate: LEFT_OUT });
  }
  return { titlePage: Object.fromEntries(fields), faults };
}

interface ReadElement {
  readonly element: ScriptParagraph | null;
  readonly fault: Fault | null;
}

function readElement(value: unknown): ReadElement {
  const { type, text, number, dual } = isRecord(value) ? value : {};
  if (typeof text !== 'string') return { element: null, fault: { what: 'An element has no "text".', fate: LEFT_OUT } };
  const known = isElementType(type);
  const element: ScriptParagraph = {
    type: known ? type : 'general',
    text,
    ...(typeof number === 'string' && { number }),
    ...(dual === true && { dual }),
    ...(type === 'section' && { level: 1 }),
  };
  if (known) return { element, fault: null };
  return { element, fault: { what: `${nameOf(type)} is no type of element.`, fate: 'It was read as general.' } };
}

/** A value that is no text may be nested as deep as it likes, and nobody wants to read it. */
function nameOf(type: unknown): string {
  if (typeof type === 'string') return JSON.stringify(type.slice(0, 80));
  return type === undefined ? 'No "type"' : 'What is no text';
}
