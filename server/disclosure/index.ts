/** What leaves says how it was made: labels in pictures, in the words of IPTC, and signatures, as C2PA has them. */
export { createDisclosure, type Disclosure, type DisclosureOptions, type Labeller } from './disclosure.ts';
export { createSigner, type Signer } from './c2pa/signer.ts';
