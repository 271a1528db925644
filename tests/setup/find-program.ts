import { access } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the system's own programs lie that are not in everybody's PATH. */
const SYSTEM = ['/usr/sbin', '/usr/local/sbin'];

/** The path of a program, or null where this machine has none. */
export async function findProgram(name: string): Promise<string | null> {
  for (const folder of [...(process.env['PATH'] ?? '').split(':'), ...SYSTEM]) {
    const program = join(folder, name);
    const found = await access(program).then(
      () => true,
      () => false,
    );
    if (found) return program;
  }
  return null;
}
