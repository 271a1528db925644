import type { ReactNode } from 'react';
import type { TakeId } from '#shared/lib/ids.ts';
import type { Panel, Take } from '#shared/storyboard/index.ts';
import type { PanelPictureProps } from '#app/lib/panel-picture.tsx';
import type { People } from './take-words.ts';

export interface TakesProps extends Pick<PanelPictureProps, 'assetUrl' | 'projectId' | 'aspectRatio'> {
  readonly panel: Panel;
  /** The panel's number. */
  readonly title: string;
  readonly people: People;
  readonly onChoose: (take: TakeId) => void;
  /** Orders another like it; null where this person can't. */
  readonly onLike: ((take: Take) => void) | null;
  /** How a take came to be. */
  readonly recordOf?: ((take: Take) => ReactNode) | undefined;
}

export interface CompareTakesProps extends TakesProps {
  readonly open: boolean;
  readonly onClose: () => void;
}
