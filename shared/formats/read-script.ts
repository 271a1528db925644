import { inCapitals, type Screenplay, type ScriptLayout } from '#shared/screenplay/index.ts';
import type { Diagnostic } from './diagnostic.ts';
import { parseFdx, writeFdx } from './fdx/index.ts';
import { parseFountain, writeFountain } from './fountain/index.ts';
import { parseJson, writeJson } from './json/index.ts';
import type { ScriptFormat } from './script-format.ts';

export interface ScriptRead {
  readonly screenplay: Screenplay;
  readonly diagnostics: readonly Diagnostic[];
  /** What the file says about its page, where its format can. */
  readonly layout?: ScriptLayout;
}

const READERS: Readonly<Record<ScriptFormat, (text: string) => ScriptRead>> = {
  fountain: parseFountain,
  fdx: parseFdx,
  json: parseJson,
};
const WRITERS: Readonly<Record<ScriptFormat, (screenplay: Screenplay) => string>> = {
  fountain: writeFountain,
  fdx: writeFdx,
  json: writeJson,
};

/** Reads a script. Never throws; a fatal diagnostic says that the text is no script of this format. */
export function readScript(format: ScriptFormat, text: string): ScriptRead {
  return READERS[format](text);
}

export function writeScript(format: ScriptFormat, screenplay: Screenplay): string {
  return WRITERS[format](screenplay);
}

/**
 * A project's script as a file of this format. In a project capitals are how a line is shown, and Fountain tells a heading
 * by its capitals: there they are written, whatever was typed.
 */
export function writeProject(format: ScriptFormat, screenplay: Screenplay): string {
  if (format !== 'fountain') return writeScript(format, screenplay);
  return writeScript(format, { ...screenplay, elements: screenplay.elements.map(inCapitals) });
}
