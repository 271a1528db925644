import type { Editor } from '@tiptap/core';
import { RenameCharacter } from './rename-character.tsx';
import { ScriptKeys } from './script-keys.tsx';
import type { ScriptKeys as Keys } from './use-script-keys.ts';

interface Props extends Keys {
  readonly editor: Editor;
}

/** What a writer has beside the keyboard. Each brings its commands, and shows itself when it is asked for. */
export function ScriptTools({ editor, ...keys }: Props) {
  return (
    <>
      <RenameCharacter editor={editor} />
      <ScriptKeys editor={editor} {...keys} />
    </>
  );
}
