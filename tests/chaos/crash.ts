import { launchBrowser } from '#tests/e2e/support/browser.ts';
import { cleanUpProducts, startProduct } from '#tests/e2e/support/product.ts';
import buildProduct from '#tests/setup/built-product.ts';
import { crashTabs } from './crash/crash-tabs.ts';
import { anySeed, readOptions } from './options.ts';

/** Tabs of Chromium that are killed while somebody types in them, and what is left of it on the device. */
export async function crash(args: readonly string[]): Promise<boolean> {
  const { rounds, seed } = readOptions(args, { rounds: 20, seed: anySeed() });
  console.log(`crash --rounds ${String(rounds)} --seed ${String(seed)}`);
  await buildProduct();
  const [browser, product] = await Promise.all([launchBrowser(), startProduct()]);
  try {
    const { faults, words, lostMs } = await crashTabs({ browser, product, seed, rounds });
    for (const fault of faults) console.error(fault);
    console.log(
      `${String(rounds)} tabs killed, ${String(words)} words written, the oldest that was lost ${lostMs.toFixed(0)} ms old, ` +
        `${String(faults.length)} faults`,
    );
    return faults.length === 0;
  } finally {
    await browser.close();
    await cleanUpProducts();
  }
}
