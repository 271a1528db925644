/** The formats that a script is read from and written to. */
export const SCRIPT_FORMATS = ['fountain', 'fdx', 'json'] as const;
export type ScriptFormat = (typeof SCRIPT_FORMATS)[number];

/** The formats that a script goes out in: a printed page can't be read again. */
export const EXPORT_FORMATS = ['fountain', 'fdx', 'pdf', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const EXTENSIONS: Readonly<Record<string, ScriptFormat>> = {
  fountain: 'fountain',
  spmd: 'fountain',
  txt: 'fountain',
  fdx: 'fdx',
  fdxt: 'fdx',
  json: 'json',
};

/** The format that a file's name tells; null where it tells none. */
export function formatOfName(name: string): ScriptFormat | null {
  const extension = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(EXTENSIONS, extension) ? (EXTENSIONS[extension] ?? null) : null;
}

/**
 * The format of a text: what it begins with says it before the file's name does, for people rename files. Any other
 * text is Fountain, which all text is.
 */
export function recogniseFormat(name: string, text: string): ScriptFormat {
  const start = text.slice(0, 1000).replace(/^\uFEFF?\s*/, '');
  if (/^<(?:\?xml\b|!--|!DOCTYPE\b|FinalDraft\b)/i.test(start)) return 'fdx';
  const named = formatOfName(name);
  return named === 'json' && !start.startsWith('{') ? 'fountain' : (named ?? 'fountain');
}
