import type { PictureModel } from '#server/context.ts';
import { STRUCTURE_NAMES, type Structure } from '#shared/shots/index.ts';
import { Select } from '#app/components/index.ts';
import type { KeptOrder } from './kept-order.ts';
import { structureOf, structuresOf } from './structure.ts';
import styles from './order-form.module.css';

export interface CompositionFieldProps {
  readonly takes: PictureModel;
  readonly order: KeptOrder;
  /** Whose picture has nobody in it to tell of; null: there is somebody, or nobody knows yet. */
  readonly nobodyIn: 'it' | 'the first' | null;
  readonly onChange: (changes: Partial<KeptOrder>) => void;
}

/** Whether the panel says where everything stands, and by what: of that only what the model takes. */
export function CompositionField({ takes, order, nobodyIn, onChange }: CompositionFieldProps) {
  const choices = structuresOf(takes);
  if (choices.length === 0) return null;
  const structure = structureOf(takes, order);
  const onlyPicture = choices.every((choice) => choice === 'picture');
  return (
    <>
      <label className={styles['check']}>
        <input
          type="checkbox"
          checked={order.composition}
          onChange={(event) => onChange({ composition: event.target.checked })}
        />
        {onlyPicture
          ? 'Everything stands where the panel’s picture has it, with what is drawn on it'
          : 'Everything stands where the panel has it'}
      </label>
      {order.composition && !onlyPicture && (
        <Select
          label="Taken from"
          value={structure}
          options={choices.map((value) => ({ value, label: STRUCTURE_NAMES[value] }))}
          hint={structure === 'pose' && nobodyIn ? NOBODY[nobodyIn] : HINTS[structure]}
          onChange={(event) => onChange({ structure: event.target.value as Structure })}
        />
      )}
    </>
  );
}

const HINTS: Readonly<Partial<Record<Structure, string>>> = {
  depth: 'A grey picture of its blocking, near things white.',
  pose: 'Figures of lines. A panel with nobody in it goes without.',
  normal: 'A coloured picture of its blocking.',
};

const NOBODY = {
  it: 'Nobody is in the picture, so no figures are sent with it.',
  'the first':
    'Nobody is in the first panel’s picture, so no figures are sent with it. Every panel with nobody in it goes without.',
} as const;
