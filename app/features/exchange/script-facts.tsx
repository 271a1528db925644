import type { ReactNode } from 'react';
import type { ScriptPreview } from '#server/context.ts';
import styles from './script-facts.module.css';

/** Names that a glance takes in. */
const NAMES = 12;
const FORMATS: Readonly<Record<ScriptPreview['format'], string>> = {
  fountain: 'Fountain',
  fdx: 'Final Draft',
  json: 'Beatboard JSON',
};

/** What a script file holds, what was not understood of it, and what a project can't keep: before it is taken. */
export function ScriptFacts({ preview }: { readonly preview: ScriptPreview }) {
  const { file, format, title, pages, scenes, paragraphs, characters, characterCount, notes, noteCount } = preview;
  const names = characters.slice(0, NAMES).join(', ');
  const more = characterCount - Math.min(NAMES, characters.length);
  return (
    <>
      <dl className={styles['facts']}>
        <Fact name="Title">{title}</Fact>
        <Fact name="File">
          {file}, read as {FORMATS[format]}
        </Fact>
        <Fact name="Length">
          {counted(pages, 'page')}, {counted(scenes, 'scene')}, {counted(paragraphs, 'paragraph')}
        </Fact>
        <Fact name="Characters">
          {characterCount === 0 ? 'Nobody speaks' : names}
          {more > 0 && ` and ${more.toLocaleString('en')} more`}
        </Fact>
      </dl>
      <Listed title={`Not understood: ${counted(noteCount, 'line')}`} count={noteCount}>
        {notes.map(({ line, message }, at) => (
          <li key={at}>
            <span className={styles['line']}>Line {line.toLocaleString('en')}</span>
            {message}
          </li>
        ))}
        {noteCount > notes.length && <li>And {(noteCount - notes.length).toLocaleString('en')} more.</li>}
      </Listed>
      <Listed title="What a project does not keep" count={preview.losses.length}>
        {preview.losses.map(({ message }) => (
          <li key={message}>{message}</li>
        ))}
      </Listed>
      {noteCount === 0 && preview.losses.length === 0 && <p>Everything in the file was understood and is kept.</p>}
    </>
  );
}

export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface ListedProps {
  readonly title: string;
  readonly count: number;
  readonly children: ReactNode;
}

/** A list that may be long; it scrolls in itself, by keys too. */
function Listed({ title, count, children }: ListedProps) {
  if (count === 0) return null;
  return (
    <section>
      <h3 className={styles['heading']}>{title}</h3>
      <ul className={styles['notes']} tabIndex={0} aria-label={title}>
        {children}
      </ul>
    </section>
  );
}
