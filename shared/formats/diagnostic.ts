/** Something odd in a file. It was read all the same, and nothing was left out, unless it is fatal. */
export interface Diagnostic {
  /** From 1. */
  readonly line: number;
  readonly message: string;
  /** The file was read up to here at the most: what came out is not the script that went in. */
  readonly fatal?: true;
}
