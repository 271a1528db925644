import { TextField } from '#app/components/index.ts';
import { CompositionField, type CompositionFieldProps } from './composition-field.tsx';

/** What the model takes beside words; what it does not take is not asked for. */
export function ModelOptions({ takes, order, nobodyIn, onChange }: CompositionFieldProps) {
  return (
    <>
      {takes.takesNegative && (
        <TextField
          label="Not to be seen"
          value={order.negative}
          maxLength={4000}
          placeholder="crowds, lettering"
          onChange={(event) => onChange({ negative: event.target.value })}
        />
      )}
      {takes.takesSeed && (
        <TextField
          label="Seed"
          type="number"
          min={0}
          max={2 ** 31 - 1}
          step={1}
          value={order.seed ?? ''}
          placeholder="Any"
          hint="The same seed and words make much the same picture again."
          onChange={({ target: { value } }) => onChange({ seed: value === '' ? null : Math.trunc(Number(value)) })}
        />
      )}
      <CompositionField {...{ takes, order, nobodyIn, onChange }} />
    </>
  );
}
