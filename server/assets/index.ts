/** Files of projects: pictures today, sound and references later. Knows nothing of what they show. */
export { assetFiles, hashOf, type AssetFiles } from './asset-files.ts';
export { createAssets, type AssetsOptions } from './assets.ts';
export { createCaretaker, type Caretaker } from './caretaker.ts';
export { clearUnused, findUnused, type ClearOptions, type Unused } from './clear-unused.ts';
export { diskStore } from './disk-store.ts';
export { endingOf } from './ending-of.ts';
export type { FileStore, StoredFile } from './file-store.ts';
export { ownedFiles, type OwnedFiles } from './owned-files.ts';
export type { Assets, SizedPicture } from './port.ts';
export { s3Store, type S3Options } from './s3-store.ts';
