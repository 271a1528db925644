import { Eye, EyeOff, Plus, Trash2 } from 'lucide-react';
import { useRef, type KeyboardEvent } from 'react';
import { LONGEST_LAYER_NAME, MOST_LAYERS, putLayer, removeLayer } from '#shared/collab/index.ts';
import type { Layer } from '#shared/drawing/index.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { editAs } from '#app/collab/undo-labels.ts';
import { IconButton } from '#app/components/index.ts';
import styles from './drawing-place.module.css';

interface LayerListProps {
  readonly connection: ProjectConnection;
  readonly layers: readonly Layer[];
  readonly active: number;
  readonly canDraw: boolean;
  readonly onChoose: (layer: number) => void;
  /** The layer whose name is written now. */
  readonly renaming: number | null;
  readonly onRename: (layer: number | null) => void;
  /** The keyboard goes on where it draws. */
  readonly onNamed: () => void;
  /** Whether the panel's own picture lies below, and is shown in this window. Null: it has none. */
  readonly picture: boolean | null;
  readonly onPicture: () => void;
}

/** The layers of a drawing, top first, as they lie; the picture that is drawn on is the lowest. */
export function LayerList(props: LayerListProps) {
  const { connection, layers, active, canDraw, onChoose, renaming, onRename, onNamed, picture, onPicture } = props;
  const { doc } = connection;
  const add = () => {
    const number = 1 + ((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 1_000_000_000);
    const order = Math.max(...layers.map((layer) => layer.order)) + 1;
    const name = `Layer ${String(layers.length + 1)}`;
    editAs(connection, 'new layer', () => putLayer(doc, number, { name, order }));
    onChoose(number);
  };
  const rename = ({ number, name: before }: Layer, typed: string) => {
    const name = typed.trim();
    if (name !== '' && name !== before) editAs(connection, `naming of ${name}`, () => putLayer(doc, number, { name }));
    onRename(null);
  };
  return (
    <section aria-label="Layers" className={styles['layers']}>
      <header className={styles['layersHead']}>
        <h2>Layers</h2>
        {canDraw && (
          <IconButton icon={Plus} label="Add a layer" disabled={layers.length >= MOST_LAYERS} onClick={add} />
        )}
      </header>
      <ul>
        {[...layers].reverse().map((layer) => (
          <li key={layer.number} data-active={layer.number === active}>
            <IconButton
              icon={layer.hidden ? EyeOff : Eye}
              label={`${layer.hidden ? 'Show' : 'Hide'} ${layer.name}`}
              disabled={!canDraw}
              onClick={() => editAs(connection, 'layer', () => putLayer(doc, layer.number, { hidden: !layer.hidden }))}
            />
            {canDraw && layer.number === renaming ? (
              <LayerName name={layer.name} onDone={(name) => rename(layer, name)} onKeyed={onNamed} />
            ) : (
              <button
                type="button"
                className={styles['layerName']}
                aria-pressed={layer.number === active}
                title={canDraw ? `${layer.name} (F2 or a double click renames)` : layer.name}
                onClick={() => onChoose(layer.number)}
                onDoubleClick={() => canDraw && onRename(layer.number)}
              >
                {layer.name}
              </button>
            )}
            {canDraw && layers.length > 1 && layer.number !== 0 && (
              <IconButton
                icon={Trash2}
                label={`Delete ${layer.name}`}
                onClick={() => editAs(connection, `deletion of ${layer.name}`, () => removeLayer(doc, layer.number))}
              />
            )}
          </li>
        ))}
        {picture !== null && (
          <li>
            <IconButton
              icon={picture ? Eye : EyeOff}
              label={`${picture ? 'Hide' : 'Show'} the picture, here only (I)`}
              onClick={onPicture}
            />
            <span className={styles['layerName']}>Picture</span>
          </li>
        )}
      </ul>
    </section>
  );
}

interface LayerNameProps {
  readonly name: string;
  readonly onDone: (name: string) => void;
  readonly onKeyed: () => void;
}

/** Enter and leaving it keep what is typed, Escape what was there. */
function LayerName({ name, onDone, onKeyed }: LayerNameProps) {
  const isDone = useRef(false);
  const done = (typed: string) => {
    // What takes the focus away after a key is no second answer.
    if (!isDone.current) onDone(typed);
    isDone.current = true;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') done(event.currentTarget.value);
    else if (event.key === 'Escape') done(name);
    else return;
    event.preventDefault();
    onKeyed();
  };
  return (
    <input
      autoFocus
      aria-label={`Name of ${name}`}
      className={styles['layerInput']}
      defaultValue={name}
      maxLength={LONGEST_LAYER_NAME}
      onFocus={(event) => event.currentTarget.select()}
      onKeyDown={onKeyDown}
      onBlur={(event) => done(event.currentTarget.value)}
    />
  );
}
