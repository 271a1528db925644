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
 */
export function parseJson(text: string): JsonRead {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const { value, fault } = parseText(source);
  if (fault) return { screenplay: { titlePage: {}, elements: [] }, diagnostics: [fault] };
  const script = isRecord(value) ? value : {};
  const items = script['elements'];
  const diagnostics: Diagnostic[] = [];
  if (!Array.isArray(items)) {
    diagnostics.push({ line: 1, message: 'This is JSON, but no script: it has no list "elements".', fatal: true });
  }
  const lines = linesOfItems(source);
  const elements = (Array.isArray(items) ? items : []).flatMap((item: unknown, i) => {
    const { element, fault: message } = readElement(item);
    if (message !== null) diagnostics.push({ line: lines(i), message });
    return element ?? [];
  });
  const { titlePage, faults } = readTitlePage(script['titlePage']);
  return { screenplay: { titlePage, elements }, diagnostics: [...faults, ...diagnostics] };
}

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

function readTitlePage(value: unknown): { titlePage: TitlePage; faults: Diagnostic[] } {
  const fields = new Map<string, readonly string[]>();
  const faults: Diagnostic[] = [];
  for (const [key, lines] of Object.entries(isRecord(value) ? value : {})) {
    const list: unknown[] = Array.isArray(lines) ? lines : [lines];
    if (list.every((line) => typeof line === 'string')) fields.set(key, list);
    else faults.push({ line: 1, message: `"titlePage": ${JSON.stringify(key)} is no list of lines. It was left out.` });
  }
  return { titlePage: Object.fromEntries(fields), faults };
}

interface ReadElement {
  readonly element: ScriptParagraph | null;
  readonly fault: string | null;
}

function readElement(value: unknown): ReadElement {
  const { type, text, number, dual } = isRecord(value) ? value : {};
  if (typeof text !== 'string') return { element: null, fault: 'An element has no "text". It was left out.' };
  const known = isElementType(type);
  const element: ScriptParagraph = {
    type: known ? type : 'general',
    text,
    ...(typeof number === 'string' && { number }),
    ...(dual === true && { dual }),
    ...(type === 'section' && { level: 1 }),
  };
  return { element, fault: known ? null : `${nameOf(type)} is no type of element. It was read as general.` };
}

/** A value that is no text may be nested as deep as it likes, and nobody wants to read it. */
function nameOf(type: unknown): string {
  if (typeof type === 'string') return JSON.stringify(type.slice(0, 80));
  return type === undefined ? 'No "type"' : 'What is no text';
}
