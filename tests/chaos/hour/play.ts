import type { Page } from 'playwright-core';
import type { Rng } from '#shared/lib/rng.ts';
import { clickEnd, paste, scriptOf } from '#tests/e2e/support/pages.ts';
import { nextAct, type Deed } from './score.ts';

export interface Played {
  readonly keys: number;
  readonly pastes: number;
  readonly moves: number;
}

/** One writer at one window, until the time is up. */
export async function play(page: Page, rng: Rng, until: number): Promise<Played> {
  const played = { keys: 0, pastes: 0, moves: 0 };
  await go(page, rng.next());
  while (performance.now() < until) {
    const { does, thinksMs } = nextAct(rng);
    await perform(page, does);
    if (does.kind === 'write') played.keys += does.keys.length;
    if (does.kind === 'paste') played.pastes += 1;
    if (does.kind === 'move') played.moves += 1;
    await page.waitForTimeout(thinksMs);
  }
  return played;
}

async function perform(page: Page, deed: Deed): Promise<void> {
  switch (deed.kind) {
    case 'go':
      await go(page, deed.place);
      return;
    case 'write':
      for (const { key, afterMs } of deed.keys) {
        await (key.length === 1 ? page.keyboard.type(key) : page.keyboard.press(key));
        await page.waitForTimeout(afterMs);
      }
      return;
    case 'paste':
      await page.keyboard.press('Enter');
      await paste(page, { 'text/plain': deed.text });
      return;
    case 'move': {
      const rows = page.getByRole('navigation', { name: 'Scenes' }).getByRole('button');
      await rows.nth(Math.floor(deed.place * (await rows.count()))).focus();
      await page.keyboard.press(`Alt+${deed.by}`);
      await go(page, deed.place);
      return;
    }
    case 'undo':
      for (let i = 0; i < deed.times; i++) await page.keyboard.press('Control+z');
      if (deed.redo) await page.keyboard.press('Control+Shift+z');
  }
}

async function go(page: Page, place: number): Promise<void> {
  const lines = scriptOf(page).locator('[data-type]');
  await clickEnd(lines.nth(Math.floor(place * (await lines.count()))));
}
