import { extname } from 'node:path';
import { parseArgs } from 'node:util';
import type { Paper } from '#shared/pagination/index.ts';
import { CliError, FORMATS, PAGES, TIMINGS, type Format, type Timing } from './usage.ts';

/** What the command line asks for. */
export type Call =
  | { readonly command: 'help'; readonly page: string }
  | { readonly command: 'version' }
  | ({ readonly command: 'convert'; readonly output: string; readonly to: Format; readonly watermark?: string } & Input)
  | ({ readonly command: 'scenes'; readonly timing: Timing } & Input)
  | { readonly command: 'verify'; readonly folder: string; readonly strict: boolean };

export interface Input {
  readonly input: string;
  readonly from: Format;
  readonly paper: Paper | undefined;
  readonly strict: boolean;
}

const OPTIONS = {
  from: { type: 'string' },
  to: { type: 'string' },
  paper: { type: 'string' },
  timing: { type: 'string' },
  watermark: { type: 'string' },
  strict: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

/** Takes the words of a command line apart. CliError says what is wrong with them. */
export function readCall(words: readonly string[]): Call {
  const { values, positionals } = parseWords(words);
  const [command = '', ...files] = positionals;
  if (values.version) return { command: 'version' };
  if (values.help)
    return { command: 'help', page: command in PAGES ? PAGES[command as keyof typeof PAGES] : PAGES[''] };
  if (command === 'convert') return readConvert(values, files);
  if (command === 'scenes') return readScenes(values, files);
  if (command === 'verify') return readVerify(values, files);
  throw new CliError(`${command === '' ? 'no command' : `no command '${command}'`}. Try 'beatboard --help'.`);
}

function parseWords(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    throw new CliError(error instanceof Error ? error.message : String(error));
  }
}

type Values = ReturnType<typeof parseWords>['values'];

function readConvert(values: Values, files: readonly string[]): Call {
  const [input, output] = files;
  if (input === undefined || output === undefined || files.length > 2)
    throw new CliError("convert takes INPUT and OUTPUT. Try 'beatboard convert --help'.");
  const to = formatOf(output, values.to, '--to');
  const { watermark } = values;
  return { command: 'convert', output, to, ...(watermark !== undefined && { watermark }), ...readInput(values, input) };
}

function readScenes(values: Values, files: readonly string[]): Call {
  const [input] = files;
  if (input === undefined || files.length > 1) throw new CliError("scenes takes INPUT. Try 'beatboard scenes --help'.");
  const timing = oneOf(TIMINGS, values.timing ?? 'pages', '--timing');
  return { command: 'scenes', timing, ...readInput(values, input) };
}

function readVerify({ strict = false }: Values, files: readonly string[]): Call {
  const [folder] = files;
  if (folder === undefined || files.length > 1)
    throw new CliError("verify takes PROJECT_FOLDER. Try 'beatboard verify --help'.");
  return { command: 'verify', folder, strict };
}

function readInput({ from: named, paper, strict = false }: Values, input: string): Input {
  const from = formatOf(input, named, '--from');
  if (from === 'pdf') throw new CliError('a PDF cannot be read, only written.');
  return { input, from, paper: paper === undefined ? undefined : oneOf(PAPERS, paper, '--paper'), strict };
}

const PAPERS: readonly Paper[] = ['letter', 'a4'];

const EXTENSIONS: Readonly<Record<string, Format>> = { '.spmd': 'fountain', '.txt': 'fountain' };

function formatOf(file: string, named: string | undefined, option: string): Format {
  if (named !== undefined) return oneOf(FORMATS, named, option);
  if (file === '-') throw new CliError(`'-' has no extension: say ${option} FORMAT.`);
  const extension = extname(file).toLowerCase();
  const format = EXTENSIONS[extension] ?? FORMATS.find((each) => `.${each}` === extension);
  if (!format) throw new CliError(`${file}: the extension tells no format. Say ${option} ${FORMATS.join('|')}.`);
  return format;
}

function oneOf<T extends string>(allowed: readonly T[], value: string, option: string): T {
  const found = allowed.find((each) => each === value.toLowerCase());
  if (!found) throw new CliError(`${option} takes ${allowed.join(', ')}, not '${value}'.`);
  return found;
}
