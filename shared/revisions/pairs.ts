/** Which lines of two lists belong together, filled step by step. -1: none yet. */
export class Pairs {
  readonly ofBefore: number[];
  readonly ofAfter: number[];

  constructor(before: number, after: number) {
    this.ofBefore = new Array<number>(before).fill(-1);
    this.ofAfter = new Array<number>(after).fill(-1);
  }

  join(before: number, after: number): void {
    this.ofBefore[before] = after;
    this.ofAfter[after] = before;
  }

  /** Both are there, and neither has a partner. */
  isFree(before: number, after: number): boolean {
    return this.ofBefore[before] === -1 && this.ofAfter[after] === -1;
  }
}
