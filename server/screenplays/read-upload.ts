import { lossesIn, readScript, recogniseFormat } from '#shared/formats/index.ts';
import { decodeText } from '#shared/lib/decode-text.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { pageSettingsOf, paginate } from '#shared/pagination/index.ts';
import {
  charactersOf,
  checkedLayout,
  inCapitals,
  isCapitalised,
  paragraphStyleOf,
  setupOf,
  type PageSetup,
  type ScriptParagraph,
  type StyleSpan,
  type TitlePage,
} from '#shared/screenplay/index.ts';
import type { ScriptUpload, UploadedFile } from './port.ts';
import { sizeFault, textFault } from './upload-limits.ts';

export type UploadRead =
  | { readonly ok: true; readonly upload: ScriptUpload }
  | { readonly ok: false; readonly code: 'unsupported_file' | 'too_large'; readonly message: string };

const REASONS = {
  not_text: 'This file is not a text. Export the script as Fountain or Final Draft (.fdx) and import that.',
  unknown_encoding: 'The text is not in UTF-8, UTF-16 or Latin-1. Save it as UTF-8 and import that.',
};
/** Of what may be listed without end, as many as anybody reads. */
const SHOWN = 200;

/** Reads a file as far as a project can hold it. `message` says in a sentence why one is none, with its line where it has one. */
export function readUpload({ name, bytes }: UploadedFile): UploadRead {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return { ok: false, code: 'unsupported_file', message: REASONS[decoded.error] };
  const text = decoded.value;
  const format = recogniseFormat(name, text);
  const long = textFault(format, text);
  if (long !== null) return { ok: false, code: 'too_large', message: long };
  const { screenplay, diagnostics, layout: stated } = readScript(format, text);
  const fatal = diagnostics.find((diagnostic) => diagnostic.fatal);
  if (fatal) {
    return {
      ok: false,
      code: 'unsupported_file',
      message: `Line ${fatal.line.toLocaleString('en')}: ${fatal.message}`,
    };
  }
  if (screenplay.elements.length === 0) {
    return { ok: false, code: 'unsupported_file', message: 'It holds no script: it is empty.' };
  }
  const large = sizeFault(screenplay);
  if (large !== null) return { ok: false, code: 'too_large', message: large };
  const { titlePage } = screenplay;
  const paragraphs = screenplay.elements.map(asProjectHolds);
  const pageSetup = setupOf(checkedLayout(stated));
  const facts = { file: name, format, title: titleOf(titlePage, name), ...measure(paragraphs, pageSetup) };
  const notes = diagnostics.slice(0, SHOWN).map(({ line, message }) => ({ line, message }));
  const losses = lossesIn('project', screenplay);
  return {
    ok: true,
    upload: { titlePage, paragraphs, pageSetup, preview: { ...facts, notes, noteCount: diagnostics.length, losses } },
  };
}

function measure(paragraphs: readonly ScriptParagraph[], pageSetup: PageSetup) {
  const elements = paragraphs.map((paragraph, at) => ({ ...paragraph, id: String(at) as ElementId }));
  const characters = charactersOf(paragraphs).map(({ name }) => name);
  return {
    pages: paginate(elements, pageSettingsOf(pageSetup)).pages.length,
    scenes: paragraphs.filter(({ type }) => type === 'scene_heading').length,
    paragraphs: paragraphs.length,
    characters: characters.slice(0, SHOWN),
    characterCount: characters.length,
  };
}

/** What lossesIn('project') tells of is left out here. */
function asProjectHolds(paragraph: ScriptParagraph): ScriptParagraph {
  const { type, text } = isCapitalised(paragraph.type) ? paragraph : inCapitals(paragraph);
  const { number, dual, level } = paragraph;
  const style = paragraphStyleOf(paragraph);
  const styles = (paragraph.styles ?? []).filter(
    ({ style }: StyleSpan) => style !== 'strikeout' && style !== 'all_caps',
  );
  return {
    ...{ type, text },
    ...(styles.length > 0 && { styles }),
    ...(number !== undefined && { number }),
    ...(dual && { dual }),
    ...(level !== undefined && { level }),
    ...(style?.name !== undefined && { style: style.name }),
    ...(style?.layout && { layout: style.layout }),
  };
}

/** The title page's own, without Fountain's emphasis marks; a file that has none is called by its name. */
function titleOf(titlePage: TitlePage, fileName: string): string {
  const key = Object.keys(titlePage).find((name) => name.toLowerCase() === 'title');
  const lines = key === undefined ? [] : (titlePage[key] ?? []);
  const title = lines.join(' ').replace(/[*_]+/g, '').replace(/\s+/g, ' ').trim();
  const fallback = fileName.replace(/\.[^.]*$/, '').trim();
  return (title || fallback || 'Untitled').slice(0, 200);
}
