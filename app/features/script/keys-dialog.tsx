import { useId, useState } from 'react';
import { Button, Dialog, Select } from '#app/components/index.ts';
import {
  KEY_PRESETS,
  isKeyPreset,
  keymapOf,
  typeByDigit,
  withKey,
  type ElementType,
  type KeyChoices,
  type KeyRow,
  type Keymap,
} from '#shared/screenplay/index.ts';
import { TYPE_CHOICES, typeLabel } from './element-types.ts';
import css from './keys-dialog.module.css';

interface Props {
  readonly choices: KeyChoices;
  readonly choose: (choices: KeyChoices) => void;
  readonly onClose: () => void;
}

const PRESETS = Object.entries(KEY_PRESETS).map(([value, { name }]) => ({ value, label: name }));
const TYPES = TYPE_CHOICES.map(({ type, label }) => ({ value: type, label }));
/** What no type and no digit is called in a list. */
const NONE = { value: '', label: '–' };
const DIGITS = [NONE, ...Array.from({ length: 10 }, (_, digit) => ({ value: String(digit), label: String(digit) }))];

/** What Return, Tab and the digits do, by a table that the hands know and by what of it is one's own. */
export function KeysDialog({ choices, choose, onClose }: Props) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const refusalId = useId();
  const keys = keymapOf(choices);
  const isOwn = Object.keys(choices.own).length > 0;
  const change = (type: ElementType, row: Partial<KeyRow>) => {
    const changed = withKey(choices, type, row);
    setRefusal(changed ? null : refused(keys, row.digit ?? 0));
    if (changed) choose(changed);
  };
  const begin = (preset: string) => {
    setRefusal(null);
    if (isKeyPreset(preset)) choose({ preset, own: {} });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Keys of the script"
      wide
      footer={
        <>
          <Button variant="quiet" disabled={!isOwn} onClick={() => begin(choices.preset)}>
            Undo my changes
          </Button>
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <Select
        label="Keys as in"
        options={PRESETS}
        value={choices.preset}
        onChange={(event) => begin(event.target.value)}
        hint={`${isOwn ? 'With changes of your own, which another choice here drops. ' : ''}For you alone, on this device.`}
      />
      <p id={refusalId} role="alert" className={css['refusal']}>
        {refusal}
      </p>
      <table className={css['keys']}>
        <thead>
          <tr>
            <th scope="col">In</th>
            <th scope="col">Return gives</th>
            <th scope="col">Tab on an empty line gives</th>
            <th scope="col">Ctrl or ⌘ and</th>
          </tr>
        </thead>
        <tbody>
          {TYPE_CHOICES.map(({ type }) => (
            <KeysRow key={type} type={type} row={keys.rows[type]} change={change} />
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}

interface RowProps {
  readonly type: ElementType;
  readonly row: KeyRow;
  readonly change: (type: ElementType, row: Partial<KeyRow>) => void;
}

function KeysRow({ type, row, change }: RowProps) {
  const name = typeLabel(type);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <Select
          {...{ label: `Return after ${name}`, labelHidden: true, quiet: true, options: TYPES, value: row.enter }}
          onChange={(event) => change(type, { enter: event.target.value as ElementType })}
        />
      </td>
      <td>
        <Select
          {...{ label: `Tab on an empty ${name}`, labelHidden: true, quiet: true, options: [NONE, ...TYPES] }}
          value={row.tab ?? ''}
          onChange={(event) => change(type, { tab: (event.target.value || null) as ElementType | null })}
        />
      </td>
      <td>
        <Select
          {...{ label: `Digit for ${name}`, labelHidden: true, quiet: true, options: DIGITS }}
          value={row.digit === null ? '' : String(row.digit)}
          onChange={(event) => change(type, { digit: event.target.value === '' ? null : Number(event.target.value) })}
        />
      </td>
    </tr>
  );
}

function refused(keys: Keymap, digit: number): string {
  const other = typeLabel(typeByDigit(digit, keys) ?? 'general');
  return `${String(digit)} gives ${other} already. Give ${other} another digit first, or none.`;
}
