import { useMemo, useState, type ReactNode } from 'react';
import { pictureWords } from '#shared/cast/index.ts';
import { markSuggested, panelCastReader, updatePanel } from '#shared/collab/index.ts';
import type { AssetHash, ProjectId, SuggestionId } from '#shared/lib/ids.ts';
import { MOST_OF_A_PROMPT, chosenTake, namePanels, type Panel, type PictureStyle } from '#shared/storyboard/index.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { editAs } from '#app/collab/undo-labels.ts';
import { useNumbering } from '#app/collab/use-numbering.ts';
import { useAspectRatio } from '#app/collab/use-settings.ts';
import type { LiveStoryboard } from '#app/collab/use-storyboard.ts';
import { Button, TextArea } from '#app/components/index.ts';
import { ModelChoice } from '#app/lib/asking.tsx';
import { PanelPicture } from '#app/lib/panel-picture.tsx';
import { SuggestWords } from '#app/lib/suggest-words.tsx';
import { useTextModels } from '#app/lib/use-suggestion.ts';
import { briefReader } from './brief-reader.ts';
import styles from './order-form.module.css';

interface PanelPromptsProps {
  readonly connection: ProjectConnection;
  readonly projectId: ProjectId;
  readonly storyboard: LiveStoryboard;
  readonly style: PictureStyle;
  readonly panels: readonly Panel[];
  /** Whether who makes them reads words. */
  readonly reads: boolean;
  readonly assetUrl: (asset: AssetHash) => string;
}

/** How many prompts are read at once: nobody reads two hundred, and each is made of the whole script. */
const AT_ONCE = 12;

/** What each panel is asked for in: its lines' words until somebody writes others, which stay with the panel. */
export function PanelPrompts({ connection, projectId, storyboard, style, panels, reads, assetUrl }: PanelPromptsProps) {
  const { doc } = connection;
  const [most, setMost] = useState(AT_ONCE);
  const aspectRatio = useAspectRatio(doc);
  const numbering = useNumbering(doc, storyboard.shots);
  const models = useTextModels(projectId);
  const names = useMemo(() => namePanels(storyboard, numbering), [storyboard, numbering]);
  const shown = panels.slice(0, most);
  const proposed = useMemo(() => {
    if (!reads) return [];
    const [read, castIn] = [briefReader({ doc, projectId, storyboard, aspectRatio }), panelCastReader(doc)];
    return panels.slice(0, most).map((panel) => pictureWords(read(panel), style, castIn(panel.id)));
  }, [doc, projectId, storyboard, style, panels, most, reads, aspectRatio]);
  const write = (panel: Panel, prompt: string) =>
    editAs(connection, 'prompt of a panel', () => updatePanel(doc, panel.id, { prompt }));
  const writeFrom = (panel: Panel, prompt: string, suggestion: SuggestionId | null) =>
    editAs(connection, 'prompt of a panel', () =>
      doc.transact(() => {
        updatePanel(doc, panel.id, { prompt });
        markSuggested(doc, panel.id, { prompt: suggestion });
      }),
    );
  return (
    <div className={styles['prompts']}>
      {reads && <ModelChoice models={models} />}
      <ol className={styles['panels']}>
        {shown.map((panel, i) => (
          <PanelPrompt
            key={panel.id}
            {...{ panel, assetUrl, projectId, aspectRatio }}
            number={names.get(panel.id)?.number ?? ''}
            proposed={proposed[i] ?? null}
            onWrite={(prompt) => write(panel, prompt)}
            rewrite={
              <SuggestWords
                {...{ projectId, models, label: 'Rewrite', what: `prompt of ${names.get(panel.id)?.number ?? ''}` }}
                now={panel.prompt}
                wish={{ use: 'prompt', panel: panel.id, words: panel.prompt || (proposed[i] ?? '') }}
                from={panel.suggested?.prompt}
                onWrite={(prompt, suggestion) => writeFrom(panel, prompt, suggestion)}
              />
            }
          />
        ))}
        {panels.length > most && (
          <li>
            <Button variant="quiet" onClick={() => setMost(most + AT_ONCE)}>
              {`${String(panels.length - most)} more`}
            </Button>
          </li>
        )}
      </ol>
    </div>
  );
}

interface PanelPromptProps {
  readonly panel: Panel;
  readonly number: string;
  /** Null where no words are read. */
  readonly proposed: string | null;
  readonly assetUrl: (asset: AssetHash) => string;
  readonly projectId: ProjectId;
  readonly aspectRatio: number;
  readonly onWrite: (prompt: string) => void;
  /** Where a model can be asked for other words. */
  readonly rewrite: ReactNode;
}

function PanelPrompt({ panel, number, proposed, onWrite, rewrite, ...frames }: PanelPromptProps) {
  const take = chosenTake(panel);
  return (
    <li className={styles['panel']}>
      <PanelPicture {...frames} {...{ take, panel, sizes: '128px', alt: '', className: styles['picture'] }} />
      {proposed === null ? (
        <p>
          {number} {panel.caption}
        </p>
      ) : (
        <div className={styles['words']}>
          <TextArea
            key={panel.prompt || proposed}
            label={`Prompt of ${number}`}
            maxLength={MOST_OF_A_PROMPT}
            defaultValue={panel.prompt || proposed}
            // In either case a line: the buttons below must not move away from under the pointer when it leaves the field.
            hint={panel.prompt === '' ? 'In the words of the lines.' : <Reset onReset={() => onWrite('')} />}
            onBlur={({ target }) => {
              const said = target.value.trim() === proposed ? '' : target.value.trim();
              if (said !== panel.prompt) onWrite(said);
            }}
          />
          {rewrite}
        </div>
      )}
    </li>
  );
}

function Reset({ onReset }: { readonly onReset: () => void }) {
  return (
    <>
      The panel’s own words.{' '}
      <button type="button" className={styles['reset']} onClick={onReset}>
        Take those of the lines again
      </button>
    </>
  );
}
