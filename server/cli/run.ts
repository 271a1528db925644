import type { Remark } from './read-script.ts';
import { FatalRemark, readScript, type ReadScript } from './read-script.ts';
import { readCall, type Call, type Input } from './call.ts';
import type { FolderFiles } from '#server/provenance/index.ts';
import { CliError } from './usage.ts';

/** What the command line reaches of the machine. */
export interface Machine {
  /** The bytes of a file, or of the standard input for `-`. Rejects with a reason for people. */
  read(file: string): Promise<Uint8Array>;
  /** Does `work` with the files of a folder, or of a zip. Rejects as `read` does. */
  withFolder<T>(path: string, work: (files: FolderFiles) => Promise<T>): Promise<T>;
  /** To a file, or to the standard output for `-`. */
  write(file: string, bytes: Uint8Array): Promise<void>;
  print(text: string): void;
  complain(line: string): void;
  /** When the input was last changed; now, for the standard input. */
  changedAt(file: string): Promise<Date>;
  readonly version: string;
}

/** Runs one command. Gives the exit status: 0 when it was done, 1 when not, with the reason on the standard error. */
export async function run(words: readonly string[], machine: Machine): Promise<0 | 1> {
  let call: Call;
  try {
    call = readCall(words);
  } catch (error) {
    return fail(error, 'beatboard', machine);
  }
  if (call.command === 'help') machine.print(call.page);
  else if (call.command === 'version') machine.print(`${machine.version}\n`);
  else if (call.command === 'verify') return verify(call, machine);
  else return runOn(call, machine);
  return 0;
}

async function verify({ folder, strict }: Call & { command: 'verify' }, machine: Machine): Promise<0 | 1> {
  const { verifyFolder } = await import('./verify-folder.ts');
  try {
    const { remarks, summary, held, whole } = await machine.withFolder(folder, verifyFolder);
    report(remarks, folder, machine);
    if (held) machine.print(`${summary}\n`);
    return held && (whole || !strict) ? 0 : 1;
  } catch (error) {
    return fail(error, folder, machine);
  }
}

type FileCall = Extract<Call, Input>;

async function runOn(call: FileCall, machine: Machine): Promise<0 | 1> {
  const name = call.input === '-' ? '<stdin>' : call.input;
  let script: ReadScript;
  try {
    script = await readScript(await machine.read(call.input), call.from);
  } catch (error) {
    return fail(error, name, machine);
  }
  report(script.remarks, name, machine);
  if (call.strict && script.remarks.length > 0) return 1;
  try {
    return await (call.command === 'scenes' ? scenes(call, script, machine) : converted(call, script, machine, name));
  } catch (error) {
    return fail(error, call.command === 'convert' && call.output !== '-' ? call.output : name, machine);
  }
}

async function scenes(call: FileCall & { command: 'scenes' }, script: ReadScript, machine: Machine): Promise<0> {
  const { listScenes } = await import('./list-scenes.ts');
  machine.print(`${JSON.stringify(await listScenes(script, call.paper, call.timing), null, 2)}\n`);
  return 0;
}

async function converted(
  call: FileCall & { command: 'convert' },
  script: ReadScript,
  machine: Machine,
  name: string,
): Promise<0 | 1> {
  const { convert } = await import('./convert.ts');
  const { to, paper, watermark, output } = call;
  const createdAt = await machine.changedAt(call.input);
  const { bytes, remarks } = await convert(script, { to, paper, watermark, createdAt });
  report(remarks, name, machine);
  if (call.strict && remarks.length > 0) return 1;
  await machine.write(output, bytes);
  return 0;
}

function report(remarks: readonly Remark[], name: string, machine: Machine): void {
  for (const { line, message } of remarks) machine.complain(`${name}:${line === 0 ? '' : `${line}:`} ${message}`);
}

/** A mistake is told; a bug is thrown on. */
function fail(error: unknown, name: string, machine: Machine): 1 {
  if (!(error instanceof CliError)) throw error;
  report([{ line: error instanceof FatalRemark ? error.line : 0, message: error.message }], name, machine);
  return 1;
}
