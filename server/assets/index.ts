/** Files of projects: pictures today, sound and references later. Knows nothing of what they show. */
export { assetFiles, hashOf, type AssetFiles } from './asset-files.ts';
export { createAssets, type AssetsOptions } from './assets.ts';
export type { Assets } from './port.ts';
