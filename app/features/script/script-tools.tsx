import type { Editor } from '@tiptap/core';
import type { RefObject } from 'react';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { later } from '#app/components/index.ts';
import { RenameCharacter } from './rename-character.tsx';
import { ScriptKeys } from './script-keys.tsx';
import type { Spelling as SpellingChoice } from './script-view.ts';
import type { ScriptKeys as Keys } from './use-script-keys.ts';

/** With its dictionary it is fetched by those who want it. */
const Spelling = later(async () => (await import('./spelling/spelling.tsx')).Spelling);

interface Props extends Keys {
  readonly editor: Editor;
  readonly connection: ProjectConnection;
  readonly scroller: RefObject<HTMLElement>;
  readonly page: RefObject<HTMLElement>;
  readonly spelling: SpellingChoice;
}

/** What a writer has beside the keyboard. Each brings its commands, and shows itself when it is asked for. */
export function ScriptTools({ editor, connection, scroller, page, spelling, ...keys }: Props) {
  return (
    <>
      <RenameCharacter {...{ editor, connection }} />
      <ScriptKeys editor={editor} {...keys} />
      {spelling !== 'off' && <Spelling {...{ editor, connection, scroller, page }} language={spelling} />}
    </>
  );
}
