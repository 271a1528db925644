import type { Editor } from '@tiptap/core';
import { BookA, SpellCheck2 } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { createPortal } from 'react-dom';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { editAs } from '#app/collab/undo-labels.ts';
import { useCommands, useToast, type Command } from '#app/components/index.ts';
import { addWord, observeSettings, readWords } from '#shared/collab/index.ts';
import { asOwnUndoStep } from '#shared/editor/index.ts';
import { selectPlace } from '../find.ts';
import { spellOurselves } from '../own-spelling.ts';
import type { Language } from '../script-view.ts';
import { ScriptSpelling, type MisspeltWord } from './script-spelling.ts';
import { SpellChecker } from './spell-checker.ts';
import { SpellMenu, type SpellAct } from './spell-menu.tsx';
import './spelling.css';
import { useHeldWord } from './use-held-word.ts';
import { WordsDialog } from './words-dialog.tsx';

interface Props {
  readonly editor: Editor;
  readonly connection: ProjectConnection;
  readonly scroller: RefObject<HTMLElement>;
  readonly page: RefObject<HTMLElement>;
  readonly language: Language;
}

/** Marks misspelt words, and says by pointer and by key what may have been meant. Rendered while the spelling is on. */
export function Spelling({ editor, connection, scroller, page, language }: Props) {
  const { spelling, checker } = useSpelling({ editor, connection, scroller, language });
  const [asked, ask] = useHeldWord(editor);
  const [showsWords, showWords] = useState(false);
  const toast = useToast();

  useCommands(
    useMemo<readonly Command[]>(() => {
      const next = { id: 'script.misspelt', label: 'Next misspelt word', icon: SpellCheck2, shortcut: 'Mod+;' };
      const run = async () => {
        const { from, empty } = editor.state.selection;
        const here = empty ? spelling.current?.at(from) : null;
        const found = here ?? (await spelling.current?.next(from)) ?? null;
        if (found) editor.view.dispatch(selectPlace(editor.state, found).scrollIntoView());
        else toast({ message: 'No misspelt word is left in the script.' });
        ask(found);
      };
      const words = { id: 'script.words', label: 'The film’s dictionary', icon: BookA, run: () => showWords(true) };
      return [
        { ...next, group: 'Script', keywords: 'spelling', run: () => void run() },
        { ...words, group: 'Script', keywords: 'spelling words' },
      ];
    }, [editor, spelling, ask, toast]),
  );

  useEffect(() => {
    const { dom } = editor.view;
    const onContextMenu = (event: MouseEvent) => {
      const position = editor.view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
      const word = position === undefined ? null : (spelling.current?.at(position) ?? null);
      if (!word) return;
      event.preventDefault();
      ask(word);
    };
    dom.addEventListener('contextmenu', onContextMenu);
    return () => dom.removeEventListener('contextmenu', onContextMenu);
  }, [editor, spelling, ask]);

  if (showsWords) return <WordsDialog connection={connection} onClose={() => showWords(false)} />;
  if (!asked || !page.current) return null;
  const act = (done: SpellAct) => {
    if (done.kind === 'replace') replaceWord(editor, asked, done.by);
    if (done.kind === 'learn')
      editAs(connection, `“${asked.word}” in the dictionary`, () => addWord(connection.doc, asked.word));
    if (done.kind === 'pass') spelling.current?.pass(asked.word);
    ask(null);
    if (done.kind !== 'leave' || done.goesBack) editor.view.focus();
  };
  const suggest = () => checker.current?.suggest(asked.word) ?? Promise.resolve([]);
  const menu = <SpellMenu key={asked.from} {...{ editor, page, suggest }} word={asked} onAct={act} />;
  return createPortal(menu, page.current);
}

function replaceWord(editor: Editor, { from, to }: MisspeltWord, by: string): void {
  editor.view.dispatch(asOwnUndoStep(editor.state.tr.insertText(by, from, to)));
}

function useSpelling({ editor, connection, scroller, language }: Omit<Props, 'page'>) {
  const toast = useToast();
  const spelling = useRef<ScriptSpelling | null>(null);
  const checker = useRef<SpellChecker | null>(null);
  useEffect(() => {
    if (!scroller.current || !('highlights' in CSS)) return;
    const opened = new SpellChecker(language);
    const { doc } = connection;
    const made = new ScriptSpelling({
      editor,
      scroller: scroller.current,
      checker: opened,
      ownWords: () => readWords(doc),
      onFailure: () =>
        toast({
          tone: 'stop',
          message: 'The dictionary could not be fetched. Turn spelling off and on again to try once more.',
        }),
    });
    [spelling.current, checker.current] = [made, opened];
    editor.view.dispatch(spellOurselves(editor.state.tr, true));
    const leave = observeSettings(doc, () => made.look());
    return () => {
      leave();
      made.stop();
      opened.close();
      if (!editor.isDestroyed) editor.view.dispatch(spellOurselves(editor.state.tr, false));
    };
  }, [editor, connection, scroller, language, toast]);
  return { spelling, checker };
}
