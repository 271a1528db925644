/** Pictures on order: from a panel to a take in the live document, with its provenance record. */
export { createGeneration, type GenerationParts } from './generation.ts';
export type { GenerationOptions } from './options.ts';
export type { Generation, PictureJob } from './port.ts';
export type { GenerationProvider, Json, MadePicture, PictureRequest, PictureStatus } from './provider.ts';
export { createPrevizArtist, type PrevizArtist } from './providers/previz/artist.ts';
export { verifyChain, type ProvenanceRecord } from './provenance.ts';
