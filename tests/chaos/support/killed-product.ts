import { startProduct, type Product } from '#tests/e2e/support/product.ts';
import type { Subject } from '../kill/campaign.ts';
import type { Place } from './scratch.ts';

/** The built product on one database, port and folder, as often as it is killed. */
export class KilledProduct implements Subject {
  readonly #options: Parameters<typeof startProduct>[0];
  #product: Product | null = null;

  constructor(folder: string, port: number, place: Place, env: Readonly<Record<string, string>> = {}) {
    const url = place.kind === 'postgres' ? { DATABASE_URL: place.url } : {};
    this.#options = { folder, port, env: { DEMO: '0', LOG_LEVEL: 'error', ...url, ...env } };
  }

  async start(): Promise<string> {
    this.#product = await startProduct(this.#options);
    return this.#product.url;
  }

  /** Everything that the process of now has written. */
  get output(): string {
    return this.#product?.output() ?? '';
  }

  get pid(): number {
    return this.#product?.pid ?? 0;
  }

  async kill(): Promise<void> {
    await this.#product?.kill();
    this.#product = null;
  }
}
