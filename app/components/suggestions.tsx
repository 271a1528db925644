interface SuggestionsProps {
  /** What the field's `list` names. */
  readonly id: string;
  readonly of: readonly string[];
}

/** What a text field offers, in the platform's own way. */
export function Suggestions({ id, of }: SuggestionsProps) {
  return (
    <datalist id={id}>
      {of.map((suggestion) => (
        <option key={suggestion} value={suggestion} />
      ))}
    </datalist>
  );
}
