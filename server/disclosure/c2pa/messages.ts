import type { SigningIdentity } from './signing-identity.ts';

/** Another file that a picture was made of. */
export interface Ingredient {
  readonly title: string;
  readonly relationship: 'parentOf' | 'inputTo';
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/** A picture to sign, with what its manifest says of how it came to be. */
export interface SignTask {
  readonly mime: string;
  readonly bytes: Uint8Array;
  readonly title: string;
  /** URI of IPTC's vocabulary; null where nobody knows. */
  readonly sourceType: string | null;
  readonly system: { readonly name: string; readonly version: string } | null;
  /** What was made here has no parent. One is what was opened, and `edited` whether it was drawn over after. */
  readonly ingredients: readonly Ingredient[];
  readonly edited: boolean;
  readonly identity: SigningIdentity;
}
