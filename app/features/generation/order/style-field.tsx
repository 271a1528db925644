import { writeSettings } from '#shared/collab/index.ts';
import type { AssetHash } from '#shared/lib/ids.ts';
import { MOST_OF_A_PROMPT, chosenTake, type Panel, type PictureStyle } from '#shared/storyboard/index.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { editAs } from '#app/collab/undo-labels.ts';
import { Button, TextArea } from '#app/components/index.ts';
import styles from './order-form.module.css';

interface StyleFieldProps {
  readonly connection: ProjectConnection;
  readonly style: PictureStyle;
  /** The panel whose picture can become one of the style. */
  readonly take: Panel | undefined;
  readonly assetUrl: (asset: AssetHash) => string;
}

/** How the film's pictures are to look: everybody's, for every order. */
export function StyleField({ connection, style, take: panel, assetUrl }: StyleFieldProps) {
  const write = (changes: Partial<PictureStyle>) =>
    editAs(connection, 'style of the film', () => writeSettings(connection.doc, { style: { ...style, ...changes } }));
  const shown = panel && chosenTake(panel)?.asset;
  return (
    <div className={styles['style']}>
      <TextArea
        key={style.words}
        label="Style of the film"
        rows={2}
        maxLength={MOST_OF_A_PROMPT}
        defaultValue={style.words}
        placeholder="Storyboard frame, black and white pencil drawing"
        onBlur={({ target: { value } }) => value.trim() !== style.words && write({ words: value.trim() })}
      />
      <div className={styles['swatches']}>
        {style.pictures.map((asset) => (
          <button
            key={asset}
            type="button"
            className={styles['swatch']}
            title="Take this picture out of the style"
            aria-label="Take this picture out of the style"
            onClick={() => write({ pictures: style.pictures.filter((each) => each !== asset) })}
          >
            <img src={`${assetUrl(asset)}?w=320`} alt="" />
          </button>
        ))}
        {shown && !style.pictures.includes(shown) && (
          <Button variant="quiet" onClick={() => write({ pictures: [...style.pictures, shown] })}>
            Take the panel’s picture as a model
          </Button>
        )}
      </div>
    </div>
  );
}
