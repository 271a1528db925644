import type { Editor } from '@tiptap/core';
import { CaseSensitive, ChevronDown, ChevronUp, WholeWord, X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { Button, IconButton, Select, TextField, useToast } from '#app/components/index.ts';
import { charactersOf, isScope, type Query, type Scope } from '#shared/screenplay/index.ts';
import { TYPE_CHOICES } from './element-types.ts';
import css from './find-bar.module.css';
import { countOfPlaces } from './find.ts';
import { paragraphsOf } from './paragraphs.ts';
import { useFind } from './use-find.ts';

export type FindMode = 'find' | 'replace';

interface Props {
  readonly editor: Editor;
  readonly scroller: RefObject<HTMLElement>;
  readonly editable: boolean;
  /** A new object each time somebody asks for the bar: the words are then selected. */
  readonly asked: { readonly mode: FindMode };
  readonly onClose: () => void;
}

/** Finds words in the script and puts others in their place. Return goes on, Shift-Return back, Escape into the script. */
export function FindBar({ editor, scroller, editable, asked, onClose }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState<Query>(() => ({
    ...{ text: selectedWords(editor), matchCase: false, wholeWord: false, scope: 'all' },
  }));
  const [other, setOther] = useState('');
  const toast = useToast();
  const finding = useFind(editor, scroller, query);
  const { places, current } = finding;
  const change = (patch: Partial<Query>) => setQuery((before) => ({ ...before, ...patch }));
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [asked]);
  const close = () => {
    onClose();
    editor.view.focus();
  };
  const replaceAll = () => {
    const count = finding.replaceAll(other);
    if (count > 0) toast({ message: `Changed in ${countOfPlaces(count)}; one undo takes it all back.` });
  };

  return (
    <div
      role="search"
      aria-label="Find in the script"
      className={css['bar']}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      }}
    >
      <div className={css['row']}>
        <TextField
          ref={field}
          label="Find"
          labelHidden
          placeholder="Find"
          className={css['words']}
          value={query.text}
          onChange={(event) => change({ text: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            if (places.length > 0) finding.go(event.shiftKey ? -1 : 1);
          }}
        />
        <span className={css['count']} role="status">
          {countOf(query, places.length, current)}
        </span>
        <IconButton
          icon={ChevronUp}
          label="The one before"
          shortcut="Shift+Enter"
          disabled={places.length === 0}
          onClick={() => finding.go(-1)}
        />
        <IconButton
          icon={ChevronDown}
          label="The next"
          shortcut="Enter"
          disabled={places.length === 0}
          onClick={() => finding.go(1)}
        />
        <IconButton
          icon={CaseSensitive}
          label="Capitals count"
          pressed={query.matchCase}
          onClick={() => change({ matchCase: !query.matchCase })}
        />
        <IconButton
          icon={WholeWord}
          label="Whole words"
          pressed={query.wholeWord}
          onClick={() => change({ wholeWord: !query.wholeWord })}
        />
        <ScopeSelect editor={editor} scope={query.scope} onChange={(scope) => change({ scope })} />
        <span className={css['space']} />
        <IconButton icon={X} label="Close" shortcut="Esc" onClick={close} />
      </div>
      {asked.mode === 'replace' && editable && (
        <div className={css['row']}>
          <TextField
            label="Put in its place"
            labelHidden
            placeholder="Put in its place"
            className={css['words']}
            value={other}
            onChange={(event) => setOther(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
              event.preventDefault();
              finding.replace(other);
            }}
          />
          <Button disabled={places.length === 0} onClick={() => finding.replace(other)}>
            Replace
          </Button>
          <Button disabled={places.length === 0} onClick={replaceAll}>
            Replace all
          </Button>
        </div>
      )}
    </div>
  );
}

interface ScopeSelectProps {
  readonly editor: Editor;
  readonly scope: Scope;
  readonly onChange: (scope: Scope) => void;
}

/** In which elements, or in whose speeches. Who speaks is read when the bar opens. */
function ScopeSelect({ editor, scope, onChange }: ScopeSelectProps) {
  const options = useMemo(() => {
    const speakers = charactersOf(paragraphsOf(editor.state.doc)).sort((a, b) => b.speeches - a.speeches);
    return [
      { value: 'all', label: 'In the whole script' },
      ...TYPE_CHOICES.map(({ type, label }) => ({ value: type, label: `In: ${label}` })),
      ...speakers.map(({ name }) => ({ value: `says:${name}`, label: `In what ${name} says` })),
    ];
  }, [editor]);
  return (
    <Select
      label="Where"
      labelHidden
      quiet
      className={css['where']}
      options={options}
      value={scope}
      onChange={({ target: { value } }) => {
        if (isScope(value)) onChange(value);
      }}
    />
  );
}

function countOf({ text }: Query, count: number, current: number): string {
  if (text === '') return '';
  if (count === 0) return 'None';
  return current === -1 ? String(count) : `${String(current + 1)} of ${String(count)}`;
}

/** What is selected within one line is what one looks for. */
function selectedWords({ state: { selection, doc } }: Editor): string {
  return selection.$from.sameParent(selection.$to) ? doc.textBetween(selection.from, selection.to) : '';
}
