import type { Editor } from '@tiptap/core';
import { Replace, Search } from 'lucide-react';
import { useMemo, useState, type RefObject } from 'react';
import { later, useCommands, type Command } from '#app/components/index.ts';
import type { FindMode } from './find-bar.tsx';

const FindBar = later(async () => (await import('./find-bar.tsx')).FindBar);

interface Props {
  readonly editor: Editor;
  readonly scroller: RefObject<HTMLElement>;
  readonly editable: boolean;
}

/** The keys that open the bar, and the bar while it is open. */
export function ScriptFind({ editor, scroller, editable }: Props) {
  const [asked, setAsked] = useState<{ readonly mode: FindMode } | null>(null);
  const commands = useMemo<readonly Command[]>(() => {
    const find = { id: 'script.find', label: 'Find in the script', icon: Search, shortcut: 'Mod+F' };
    const replace = { id: 'script.replace', label: 'Find and replace', icon: Replace, shortcut: 'Mod+Alt+F' };
    return [
      { ...find, group: 'Script', run: () => setAsked({ mode: 'find' }) },
      ...(editable ? [{ ...replace, group: 'Script', run: () => setAsked({ mode: 'replace' }) } as const] : []),
    ];
  }, [editable]);
  useCommands(commands);
  return asked && <FindBar {...{ editor, scroller, editable, asked }} onClose={() => setAsked(null)} />;
}
