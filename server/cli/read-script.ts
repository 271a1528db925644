import type { Diagnostic } from '#shared/formats/index.ts';
import type { ElementId } from '#shared/lib/ids.ts';
import { decodeText } from '#shared/lib/decode-text.ts';
import type { PageSettings, Paper } from '#shared/pagination/index.ts';
import type { Screenplay, ScriptElement, ScriptLayout } from '#shared/screenplay/index.ts';
import { CliError, type Format } from './usage.ts';

/** Something to tell about a file; line 0 is the file as a whole. */
export interface Remark {
  readonly line: number;
  readonly message: string;
}

export interface ReadScript {
  readonly screenplay: Screenplay;
  readonly elements: readonly ScriptElement[];
  readonly layout: ScriptLayout | null;
  readonly remarks: readonly Remark[];
  settings(paper: Paper | undefined): Promise<PageSettings>;
}

/** Reads a script's bytes. CliError for what is no script. Loads no more than the format needs. */
export async function readScript(bytes: Uint8Array, format: Format): Promise<ReadScript> {
  const text = decodeText(bytes);
  if (!text.ok) throw new CliError(text.error === 'not_text' ? 'not a text file.' : 'not in UTF-8, UTF-16 or Latin-1.');
  if (format === 'fdx') return readFinalDraft(text.value);
  if (format === 'json') {
    const { parseJson } = await import('#shared/formats/json/index.ts');
    const { screenplay, diagnostics } = parseJson(text.value, true);
    refuseFatal(diagnostics);
    return plain(screenplay, []);
  }
  const { parseFountain } = await import('#shared/formats/fountain/index.ts');
  const { screenplay, diagnostics } = parseFountain(text.value);
  refuseFatal(diagnostics);
  return plain(screenplay, diagnostics);
}

async function readFinalDraft(text: string): Promise<ReadScript> {
  const { parseFdx } = await import('#shared/formats/fdx/index.ts');
  const { screenplay, diagnostics, layout } = parseFdx(text);
  refuseFatal(diagnostics);
  const elements = withIds(screenplay);
  const settings = async (paper: Paper | undefined) => {
    const { settingsFromLayout } = await import('#shared/pagination/index.ts');
    return settingsFromLayout(layout, paper);
  };
  return { screenplay, elements, layout, remarks: diagnostics, settings };
}

function refuseFatal(diagnostics: readonly Diagnostic[]): void {
  const fatal = diagnostics.find((diagnostic) => diagnostic.fatal);
  if (fatal) throw new FatalRemark(fatal);
}

/** What made a file unreadable, with its line. */
export class FatalRemark extends CliError {
  readonly line: number;

  constructor({ line, message }: Remark) {
    super(message);
    this.line = line;
  }
}

function plain(screenplay: Screenplay, remarks: readonly Remark[]): ReadScript {
  const settings = async (paper: Paper = 'letter') =>
    (await import('#shared/pagination/index.ts')).paperSettings(paper);
  return { screenplay, elements: withIds(screenplay), layout: null, remarks, settings };
}

/** Outside a project a paragraph is known by its place. */
function withIds({ elements }: Screenplay): ScriptElement[] {
  return elements.map((element, i) => ({ ...element, id: String(i) as ElementId }));
}
