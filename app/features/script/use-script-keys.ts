import { useCallback, useMemo } from 'react';
import { parseKept, useKept } from '#app/lib/use-kept.ts';
import { PLAIN_KEYS, checkedKeyChoices, keymapOf, type KeyChoices, type Keymap } from '#shared/screenplay/index.ts';

export interface ScriptKeys {
  readonly keys: Keymap;
  readonly choices: KeyChoices;
  readonly choose: (choices: KeyChoices) => void;
}

/**
 * What this person's keys do in every script, on this device (docs/decisions/019).
 * @param viewKey where their view of the script is kept
 */
export function useScriptKeys(viewKey: string): ScriptKeys {
  const [choices, change] = useKept(`${viewKey}:keys`, parse, PLAIN_KEYS);
  const keys = useMemo(() => keymapOf(choices), [choices]);
  const choose = useCallback((wanted: KeyChoices) => change(() => wanted), [change]);
  return { keys, choices, choose };
}

function parse(json: string | null): KeyChoices {
  return checkedKeyChoices(parseKept(json));
}
