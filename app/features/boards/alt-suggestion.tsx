import { markSuggested, updatePanel } from '#shared/collab/index.ts';
import type { ProjectId } from '#shared/lib/ids.ts';
import type { Panel } from '#shared/storyboard/index.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { editAs } from '#app/collab/undo-labels.ts';
import { ModelChoice } from '#app/lib/asking.tsx';
import { SuggestWords } from '#app/lib/suggest-words.tsx';
import { useTextModels } from '#app/lib/use-suggestion.ts';
import styles from './inspector.module.css';

export interface AltSuggestionProps {
  readonly connection: ProjectConnection;
  readonly projectId: ProjectId;
  readonly panel: Panel;
}

/** Alt text of a panel from a model, to be taken or left. */
export function AltSuggestion({ connection, projectId, panel }: AltSuggestionProps) {
  const { doc } = connection;
  const models = useTextModels(projectId);
  if (!models.model) return null;
  return (
    <div className={styles['suggestion']}>
      <ModelChoice models={models} />
      <SuggestWords
        {...{ projectId, models, label: 'Suggest alt text', what: 'alt text', now: panel.alt }}
        wish={{ use: 'alt', panel: panel.id }}
        from={panel.suggested?.alt}
        onWrite={(alt, suggestion) =>
          editAs(connection, 'alt text of a panel', () =>
            doc.transact(() => {
              updatePanel(doc, panel.id, { alt });
              markSuggested(doc, panel.id, { alt: suggestion });
            }),
          )
        }
      />
    </div>
  );
}
