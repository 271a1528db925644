import type { KeyboardEvent } from 'react';
import type { Lines } from '#shared/storyboard/index.ts';
import type { BoardsView } from '../boards-view.ts';
import type { Commands, Stage } from '../commands.ts';
import type { SceneEvents } from '../grid.tsx';
import type { CardEvents } from '../panel-card.tsx';
import type { BringPictures } from '../use-bring-pictures.ts';
import type { CardFocus } from '../use-focus.ts';

export interface FilmStripProps {
  readonly stage: Stage;
  readonly commands: Pick<Commands, 'drop'>;
  readonly lines: Lines;
  /** Width by height of every frame. */
  readonly aspect: number;
  readonly view: BoardsView;
  readonly onView: (changes: Partial<BoardsView>) => void;
  readonly focus: Pick<CardFocus, 'onFocus' | 'onBlur'>;
  readonly events: CardEvents;
  readonly pictures: Pick<BringPictures, 'dropped' | 'takers' | 'uploading'>;
  readonly sceneEvents: SceneEvents;
  /** The keys that every view has. */
  readonly onKeyDown: (event: KeyboardEvent) => void;
}
