/** Times in milliseconds. */
export interface Times {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** Buckets are this much wider each than the one before. */
const STEP = Math.log(1.01);
const SMALLEST_MS = 0.001;
/** Up to 17 minutes. */
const BUCKETS = 2100;

/** Millions of times in a few kilobytes, each right to 1 %. */
export class Histogram {
  readonly #counts = new Uint32Array(BUCKETS);
  #count = 0;
  #max = 0;

  add(ms: number): void {
    const bucket = Math.ceil(Math.log(Math.max(ms, SMALLEST_MS) / SMALLEST_MS) / STEP);
    this.#counts[Math.min(bucket, BUCKETS - 1)]! += 1;
    this.#count += 1;
    if (ms > this.#max) this.#max = ms;
  }

  times(): Times {
    const at = (share: number) => this.#quantile(share);
    return { count: this.#count, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: this.#max };
  }

  #quantile(share: number): number {
    let left = Math.ceil(this.#count * share);
    if (left === 0) return NaN;
    let bucket = 0;
    while ((left -= this.#counts[bucket]!) > 0) bucket += 1;
    return Math.min(SMALLEST_MS * Math.exp(bucket * STEP), this.#max);
  }
}
