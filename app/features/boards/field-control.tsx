import { useId, useState, type ReactNode, type Ref } from 'react';
import { ChevronDown } from 'lucide-react';
import { parseValue, valueText, type Field, type FieldValue } from '#shared/shots/index.ts';
import { Suggestions } from '#app/components/index.ts';
import styles from './inspector.module.css';

interface FieldControlProps {
  readonly field: Field;
  /** Undefined: those that are selected differ in it. */
  readonly value: FieldValue | undefined;
  readonly fieldRef?: Ref<HTMLSelectElement>;
  readonly onChange: (value: FieldValue) => void;
}

/** One field of a panel or a shot, as its kind wants to be asked for. What can't be a value of it is not written. */
export function FieldControl(props: FieldControlProps) {
  const { field } = props;
  if (field.kind === 'choice') return <ChoiceControl {...props} options={field.choices} />;
  if (field.kind === 'number' && field.steps.length > 0) {
    const unset = field.default === null ? ([['', '–']] as const) : [];
    const steps = field.steps.map((step) => [String(step), `${String(step)} ${field.unit}`] as const);
    return <ChoiceControl {...props} options={[...unset, ...steps]} />;
  }
  if (field.kind === 'flag') return <FlagControl {...props} />;
  return <TextControl key={String(props.value)} {...props} />;
}

type Options = readonly (readonly [value: string, name: string])[];

function ChoiceControl({
  field,
  value,
  options,
  fieldRef,
  onChange,
}: FieldControlProps & { readonly options: Options }) {
  const shown = value === undefined ? null : value === null ? '' : String(value);
  const known = shown === null || options.some(([option]) => option === shown);
  return (
    <Labelled field={field}>
      {(id) => (
        <div className={styles['control']}>
          <select
            id={id}
            ref={fieldRef}
            value={shown ?? 'mixed'}
            onChange={(event) => {
              const chosen = parseValue(field, event.target.value);
              if (chosen !== undefined) onChange(chosen);
            }}
          >
            {shown === null && <option value="mixed">Mixed</option>}
            {!known && <option value={shown}>{shown}</option>}
            {options.map(([option, name]) => (
              <option key={option} value={option}>
                {name}
              </option>
            ))}
          </select>
          <ChevronDown size={12} strokeWidth={1.5} aria-hidden />
        </div>
      )}
    </Labelled>
  );
}

function FlagControl({ field, value, onChange }: FieldControlProps) {
  return (
    <Labelled field={field}>
      {(id) => (
        <input id={id} type="checkbox" checked={value === true} onChange={(event) => onChange(event.target.checked)} />
      )}
    </Labelled>
  );
}

/** Commits when it is left or at Enter; Escape gives up, and leaves the field as it was. */
function TextControl({ field, value, onChange }: FieldControlProps) {
  const before = value === undefined ? '' : valueText(field, value);
  const [text, setText] = useState(before);
  const list = useId();
  const commit = () => {
    if (text === before) return;
    const parsed = parseValue(field, text);
    if (parsed === undefined) setText(before);
    else onChange(parsed);
  };
  const suggestions = field.kind === 'text' ? field.suggestions : [];
  return (
    <Labelled field={field}>
      {(id) => (
        <>
          <input
            id={id}
            list={suggestions.length > 0 ? list : undefined}
            inputMode={field.kind === 'number' ? 'decimal' : undefined}
            placeholder={value === undefined ? 'Mixed' : undefined}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onBlur={commit}
            onKeyDown={(event) => event.key === 'Enter' && commit()}
          />
          {suggestions.length > 0 && <Suggestions id={list} of={suggestions} />}
        </>
      )}
    </Labelled>
  );
}

function widthOf(field: Field): 'wide' | 'normal' | 'narrow' {
  if (field.kind === 'number' || field.kind === 'flag') return 'narrow';
  return field.kind === 'text' || field.name === 'size' ? 'wide' : 'normal';
}

function Labelled({ field, children }: { readonly field: Field; readonly children: (id: string) => ReactNode }) {
  const id = useId();
  const unit = field.kind === 'number' && field.unit === 'ms' ? 'Seconds' : field.label;
  return (
    <div className={styles['field']} data-width={widthOf(field)}>
      <label htmlFor={id}>{unit}</label>
      {children(id)}
    </div>
  );
}
