/** Pictures that people bring: read in a process of their own, kept, and recorded. */
export { createPictures, type PicturesOptions, type UploadRecord } from './pictures.ts';
export type { CopyRecord } from './copy-pictures.ts';
export type { CopiedTake, PictureCopy, PictureUpload, Pictures } from './port.ts';
export { createStudio, type Studio } from './studio.ts';
export type { DrawOrder } from './draw.ts';
