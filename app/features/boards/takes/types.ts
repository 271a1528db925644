import type { ReactNode } from 'react';
import type { TakeId, UserId } from '#shared/lib/ids.ts';
import type { Panel, Take } from '#shared/storyboard/index.ts';
import type { PanelPictureProps } from '#app/lib/panel-picture.tsx';
import type { Said } from './judge-take.ts';
import type { People } from './take-words.ts';

/** How this person says what they think of a take. */
export interface Rating {
  readonly me: UserId;
  readonly onJudge: (take: TakeId, changes: Partial<Said>) => void;
}

export interface TakesProps extends Pick<PanelPictureProps, 'assetUrl' | 'projectId' | 'aspectRatio'> {
  readonly panel: Panel;
  /** The panel's number. */
  readonly title: string;
  readonly people: People;
  readonly onChoose: (take: TakeId) => void;
  /** Orders another like it; null where this person can't. */
  readonly onLike: ((take: Take) => void) | null;
  /** Null where this person may only read. */
  readonly rating: Rating | null;
  /** How a take came to be. */
  readonly recordOf?: ((take: Take) => ReactNode) | undefined;
}

export interface CompareTakesProps extends TakesProps {
  readonly open: boolean;
  readonly onClose: () => void;
}
