import { markSuggested, updatePanel } from '#shared/collab/index.ts';
import type { ProjectId } from '#shared/lib/ids.ts';
import type { Panel } from '#shared/storyboard/index.ts';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { editAs } from '#app/collab/undo-labels.ts';
import { SuggestWords } from '#app/lib/suggest-words.tsx';

export interface AltSuggestionProps {
  readonly connection: ProjectConnection;
  readonly projectId: ProjectId;
  readonly panel: Panel;
}

/** Alt text of a panel from a model, to be taken or left. */
export function AltSuggestion({ connection, projectId, panel }: AltSuggestionProps) {
  const { doc } = connection;
  return (
    <SuggestWords
      {...{ projectId, label: 'Suggest alt text', what: 'alt text', now: panel.alt }}
      wish={{ use: 'alt', panel: panel.id }}
      onTake={(alt, suggestion) =>
        editAs(connection, 'alt text of a panel', () =>
          doc.transact(() => {
            updatePanel(doc, panel.id, { alt });
            markSuggested(doc, panel.id, { alt: suggestion });
          }),
        )
      }
      onBack={(alt) => editAs(connection, 'alt text of a panel', () => updatePanel(doc, panel.id, { alt }))}
    />
  );
}
