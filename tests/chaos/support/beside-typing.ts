import { appendScript } from '#shared/collab/index.ts';
import { must } from '#shared/lib/assert.ts';
import { idMaker } from '#shared/lib/ids.ts';
import type { SyncLine } from '#tests/e2e/support/sync-line.ts';

/* What tests of uploads through the product's door have in common: somebody who types meanwhile. */

/** The id behind `/<kind>/` in an address or a page. */
export function idAfter(kind: string, text: string): string {
  return must(new RegExp(`/${kind}/([0-9a-z]{16})`).exec(text)?.[1], `an id of ${kind}`);
}

/** Somebody who writes a line, waits until it is saved, and writes the next. */
export function typeOn(line: SyncLine) {
  const newId = idMaker((count) => crypto.getRandomValues(new Uint8Array(count)));
  let isOn = true;
  let worst = 0;
  const done = (async () => {
    while (isOn) {
      const begun = performance.now();
      await line.edit((doc) => appendScript(doc, [{ type: 'action', text: 'On.' }], newId));
      worst = Math.max(worst, performance.now() - begun);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  return {
    stop: async () => {
      isOn = false;
      await done;
      return worst;
    },
  };
}
