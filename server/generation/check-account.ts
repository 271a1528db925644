import type { ProviderAccountRow } from '#db/index.ts';
import { isAppError } from '#shared/protocol/index.ts';
import type { Log } from '#server/observability/index.ts';
import type { Secrets } from '#server/secrets/index.ts';
import type { CheckResult } from './accounts-port.ts';
import { openAccount } from './account-providers.ts';
import { inASentence } from './in-a-sentence.ts';
import type { AccountKind, ProviderTools } from './provider-kind.ts';
import { PictureFailed } from './provider.ts';
import { harmlessCheck } from './providers/harmless.ts';

const CHECK_MS = 15_000;

interface CheckOptions {
  readonly secrets: Secrets;
  readonly tools: ProviderTools;
  readonly log: Log;
}

/** Asks the service something that costs nothing and changes nothing. Never rejects because of what came back. */
export async function checkAccount(
  options: CheckOptions,
  kind: AccountKind,
  row: ProviderAccountRow,
): Promise<CheckResult> {
  try {
    const account = openAccount(options, row);
    const check = checkOf(kind);
    const who = kind.called ?? kind.name;
    if (!check) return { passed: null, message: UNCHECKED };
    await check(account, options.tools, AbortSignal.timeout(CHECK_MS));
    return { passed: true, message: inASentence(`${who} answers${account.key === '' ? '' : ' and takes the key'}.`) };
  } catch (error) {
    if (error instanceof PictureFailed || isAppError(error))
      return { passed: false, message: withoutPanel(error.message) };
    // Whatever an adapter throws may hold what was sent: its name is all that is written down.
    options.log.error({ account: row.id, error: error instanceof Error ? error.name : 'thrown' }, 'a check broke');
    return {
      passed: false,
      message: inASentence(
        `${kind.called ?? kind.name} could not be asked. Nothing was changed: try again in a minute.`,
      ),
    };
  }
}

/** Undefined where nothing can be asked for free. */
export function checkOf(kind: AccountKind): AccountKind['check'] {
  return kind.check ?? harmlessCheck(kind);
}

const UNCHECKED = 'Key kept; can’t be checked without a picture.';

/** What is told of a failed picture says last what became of its panel and what to do there: here there is none. */
function withoutPanel(message: string): string {
  return message.replace(/ The panel is as it was:.*$/s, '');
}
