import { useRef, type KeyboardEvent } from 'react';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { typeInTitle, useTitlePage } from '#app/collab/use-title-page.ts';
import type { PageSettings } from '#shared/pagination/index.ts';
import css from './title-sheet.module.css';
import { placeFields, type PlacedField } from './title-fields.ts';
import { useHeldCaret } from './use-held-caret.ts';

interface TitleSheetProps {
  readonly connection: ProjectConnection;
  readonly editable: boolean;
  readonly settings: PageSettings;
  /** Escape: back to the script. */
  readonly onLeave: () => void;
}

/** The title page, written in place by everybody at once; nothing where there is nothing to read. */
export function TitleSheet({ connection, editable, settings, onLeave }: TitleSheetProps) {
  const titlePage = useTitlePage(connection.doc);
  const fields = placeFields(titlePage, settings, editable);
  if (fields.length === 0) return null;
  return (
    <section className={css['sheet']} data-paper="" aria-label="Title page">
      {fields.map((field) => (
        <TitleField key={field.key} {...{ connection, editable, field, onLeave }} />
      ))}
    </section>
  );
}

interface FieldProps extends Omit<TitleSheetProps, 'settings'> {
  readonly field: PlacedField;
}

function TitleField({ connection, editable, field, onLeave }: FieldProps) {
  const { key, text, row, rows, alignment } = field;
  const area = useRef<HTMLTextAreaElement>(null);
  const note = useHeldCaret(area, text);
  const { undo } = connection;

  const onKeyDown = (event: KeyboardEvent) => {
    const mod = event.ctrlKey || event.metaKey;
    const pressed = event.key.toLowerCase();
    // The field's own undo would take back what others wrote.
    if (mod && pressed === 'z' && !event.shiftKey) undo.undo();
    else if (mod && (pressed === 'y' || pressed === 'z')) undo.redo();
    else if (event.key === 'Escape') onLeave();
    else return;
    event.preventDefault();
  };

  return (
    <textarea
      ref={area}
      className={css['field']}
      aria-label={key}
      placeholder={key}
      data-alignment={alignment}
      style={{ top: `calc(var(--paper-top) + ${row * 16}px)` }}
      rows={rows}
      wrap="off"
      value={text}
      readOnly={!editable}
      onChange={({ target }) => {
        note();
        typeInTitle(connection, key, text, target.value);
      }}
      onSelect={note}
      onFocus={() => undo.stopCapturing()}
      onBlur={() => undo.stopCapturing()}
      onKeyDown={onKeyDown}
    />
  );
}
