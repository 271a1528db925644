import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { parseValue, valueText, type Field, type FieldValue } from '#shared/shots/index.ts';
import { Suggestions } from '#app/components/index.ts';
import styles from './shot-table.module.css';

/** How an editor was left: at once to the next cell or the one before, or back to the cell, or to elsewhere. */
export type Left = 'enter' | 'next' | 'back' | 'away';

interface CellEditorProps {
  readonly field: Field;
  readonly label: string;
  /** Undefined: the setup's frames differ in it. */
  readonly value: FieldValue | undefined;
  /** `undefined`: nothing is to be changed. */
  readonly onDone: (value: FieldValue | undefined, left: Left) => void;
  /** Why this value can't be there, in a sentence; null when it can. */
  readonly faultOf: (value: FieldValue) => string | null;
  /** Says that what was typed can't be kept. */
  readonly onRefused: (why: string) => void;
}

/** A cell while one writes in it. Enter keeps, Tab keeps and goes on, Escape gives up, and leaving keeps. */
export function CellEditor(props: CellEditorProps) {
  return props.field.kind === 'choice' ? <ChoiceEditor {...props} /> : <WordsEditor {...props} />;
}

/** The first word is the last: a field that leaves the page loses its focus, too. */
function useOnce(onDone: CellEditorProps['onDone']): CellEditorProps['onDone'] {
  const done = useRef(false);
  return (value, left) => {
    if (!done.current) onDone(value, left);
    done.current = true;
  };
}

function ChoiceEditor({ field, label, value, onDone }: CellEditorProps) {
  const select = useRef<HTMLSelectElement>(null);
  const finish = useOnce(onDone);
  useEffect(() => {
    select.current?.focus();
    try {
      select.current?.showPicker();
    } catch {
      // Where the browser opens it only for a key of its own, it opens by that.
    }
  }, []);
  const options = field.kind === 'choice' ? field.choices : [];
  return (
    <select
      ref={select}
      className={styles['editor']}
      aria-label={label}
      defaultValue={value === undefined ? 'mixed' : String(value)}
      onChange={(event) => finish(parseValue(field, event.target.value), 'enter')}
      onBlur={() => finish(undefined, 'away')}
      onKeyDown={(event) => {
        event.stopPropagation();
        const left = leftBy(event);
        if (!left) return;
        event.preventDefault();
        finish(undefined, left);
      }}
    >
      {value === undefined && <option value="mixed">Mixed</option>}
      {options.map(([option, name]) => (
        <option key={option} value={option}>
          {name}
        </option>
      ))}
    </select>
  );
}

function WordsEditor({ field, label, value, faultOf, onDone, onRefused }: CellEditorProps) {
  const before = value === undefined ? '' : valueText(field, value);
  const [text, setText] = useState(before);
  const [fault, setFault] = useState<string | null>(null);
  const finish = useOnce(onDone);
  const help = useId();
  const list = useId();
  const keep = (left: Left) => {
    const parsed = text === before ? undefined : parseValue(field, text);
    const why = text === before ? null : parsed === undefined ? whatFits(field) : faultOf(parsed);
    if (why === null) finish(parsed, left);
    else if (left === 'away') {
      onRefused(`“${text}” was not kept. ${why}`);
      finish(undefined, left);
    } else setFault(why);
  };
  const suggestions = suggestionsOf(field);
  const shared = {
    autoFocus: true,
    className: styles['editor'],
    'aria-label': label,
    'aria-invalid': fault !== null || undefined,
    'aria-describedby': fault === null ? undefined : help,
    placeholder: value === undefined ? 'Mixed' : undefined,
    value: text,
    maxLength: field.kind === 'text' ? field.most : undefined,
    onFocus: (event: { target: HTMLInputElement | HTMLTextAreaElement }) => event.target.select(),
    onBlur: () => keep('away'),
    onChange: (event: { target: { value: string } }) => {
      setText(event.target.value);
      setFault(null);
    },
    onKeyDown: (event: KeyboardEvent) => {
      event.stopPropagation();
      // A key that chooses among an input method's words is not the cell's.
      if (event.nativeEvent.isComposing) return;
      const left = event.key === 'Enter' && event.shiftKey ? null : leftBy(event);
      if (!left) return;
      event.preventDefault();
      if (event.key === 'Escape') finish(undefined, left);
      else keep(left);
    },
  };
  return (
    <>
      {field.kind === 'text' && field.lines === 'many' ? (
        <textarea {...shared} rows={4} />
      ) : (
        <input {...shared} list={suggestions.length > 0 ? list : undefined} />
      )}
      {suggestions.length > 0 && <Suggestions id={list} of={suggestions} />}
      {fault !== null && (
        <span id={help} role="alert" className={styles['fault']}>
          {fault}
        </span>
      )}
    </>
  );
}

function leftBy({ key, shiftKey }: KeyboardEvent): Left | null {
  if (key === 'Tab') return shiftKey ? 'back' : 'next';
  return key === 'Enter' || key === 'Escape' ? 'enter' : null;
}

function suggestionsOf(field: Field): readonly string[] {
  if (field.kind === 'number') return field.steps.map(String);
  return field.kind === 'text' ? field.suggestions : [];
}

/** What the field takes, in a sentence. */
function whatFits(field: Field): string {
  if (field.kind === 'number') return `A number from ${String(field.min)} to ${String(field.max)} ${field.unit}.`;
  return field.kind === 'names' ? 'Names, with commas between them.' : 'This is too long.';
}
