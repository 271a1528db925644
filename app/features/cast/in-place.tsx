import { useId, useState, type KeyboardEvent } from 'react';
import { Suggestions, TextArea, TextField } from '#app/components/index.ts';
import { parseValue, valueText, type Field, type FieldValue } from '#shared/shots/index.ts';

interface InPlaceProps {
  readonly field: Field;
  readonly value: FieldValue;
  readonly hint?: string | undefined;
  readonly canEdit: boolean;
  readonly onChange: (value: FieldValue) => void;
}

/**
 * A field to write in where it stands: taken when it is left or at Enter; Escape gives up. What somebody else writes
 * meanwhile shows at once, but never in the place of what is being typed.
 */
export function InPlace({ field, value, hint, canEdit, onChange }: InPlaceProps) {
  const said = valueText(field, value);
  const [draft, setDraft] = useState<string | null>(null);
  const list = useId();
  const suggestions = field.kind === 'text' ? field.suggestions : [];
  const many = field.kind === 'text' && field.lines === 'many';
  const commit = () => {
    const parsed = draft === null || draft === said ? undefined : parseValue(field, draft);
    setDraft(null);
    if (parsed !== undefined) onChange(parsed);
  };
  const control = {
    ...{ label: field.label, value: draft ?? said, readOnly: !canEdit, onBlur: commit },
    ...(hint !== undefined && { hint }),
    onChange: (event: { target: { value: string } }) => setDraft(event.target.value),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Enter' && !many) commit();
      if (event.key !== 'Escape' || draft === null) return;
      event.stopPropagation();
      setDraft(null);
    },
  };
  if (many) return <TextArea {...control} rows={2} />;
  return (
    <>
      <TextField {...control} list={suggestions.length > 0 ? list : undefined} />
      {suggestions.length > 0 && <Suggestions id={list} of={suggestions} />}
    </>
  );
}
