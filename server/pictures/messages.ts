import type { PictureWidth } from '#shared/lib/picture-widths.ts';
import type { DrawOrder } from './draw.ts';
import type { PictureCheck, PictureRead } from './read-picture.ts';

/** What the picture process is asked, one at a time. */
export type PictureTask =
  | { readonly task: 'read'; readonly bytes: Uint8Array }
  | { readonly task: 'check'; readonly bytes: Uint8Array }
  | { readonly task: 'scale'; readonly bytes: Uint8Array; readonly width: PictureWidth }
  | { readonly task: 'draw'; readonly order: DrawOrder };

/** And what it answers: what it made, or of what it has taken more than it may. */
export type PictureAnswer =
  | { readonly task: 'read'; readonly read: PictureRead }
  | { readonly task: 'check'; readonly check: PictureCheck }
  | { readonly task: 'scale' | 'draw'; readonly bytes: Uint8Array | null }
  | { readonly task: 'over'; readonly limit: 'memory' | 'time' };
