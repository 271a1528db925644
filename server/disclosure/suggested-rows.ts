import type { SuggestionId } from '#shared/lib/ids.ts';
import type { Shot } from '#shared/shots/index.ts';
import { SUGGESTED_PARTS, type Panel, type SuggestedPart } from '#shared/storyboard/index.ts';
import { serviceName } from '#server/generation/index.ts';
import { hashOfRecord, sha256, suggestedShot, type SuggestionRecord } from '#server/provenance/index.ts';

/** How those came to be that a model gave an answer to; of those of other projects none is known. */
export type ProjectSuggestions = ReadonlyMap<SuggestionId, SuggestionRecord>;

interface SuggestedRowsOptions {
  readonly suggestions: ProjectSuggestions;
  readonly shotOf: (panel: Panel) => Shot | undefined;
  readonly nameOf: (user: string) => string | undefined;
}

type Row = readonly (string | number)[];

const PARTS: Readonly<Record<SuggestedPart, string>> = { shot: 'shot', prompt: 'prompt', alt: 'alt text' };
/** Where nothing is written down of how something came to be. */
export const NOT_RECORDED = 'not recorded';

export const LEFT = 'somebody who has left';

/** A row for each part of a panel that somebody took from a model, in the columns of the report. */
export function suggestedRows({ suggestions, shotOf, nameOf }: SuggestedRowsOptions) {
  const rows: Row[] = [];
  const seen = new Map<SuggestionId, number>();
  const rowOf = (panel: Panel, part: SuggestedPart, id: SuggestionId): Row => {
    const record = suggestions.get(id);
    if (!record) return ['yes', NOT_RECORDED, ...Array.from({ length: 12 }, () => '')];
    const { model, service, host, elements, requestedBy, at, cost } = record;
    // One answer has many shots, and was paid for once.
    const owed = seen.has(id) ? '' : (cost ?? '');
    seen.set(id, cost ?? 0);
    const output = outputOf(panel, part, shotOf);
    return [
      ...[
        'yes',
        model.id,
        model.version,
        `${serviceName(service)} (${host})`,
        TRAINED,
        `words: ${String(elements.length)} lines`,
        '',
      ],
      // Nobody rates words.
      ...[record.outputs.includes(output) ? '' : 'changed since', '', '', nameOf(requestedBy) ?? LEFT],
      ...[new Date(at).toISOString().slice(0, 10), owed, output],
    ];
  };
  return {
    rows,
    cost: () => [...seen.values()].reduce((sum, cost) => sum + cost, 0),
    add: (panel: Panel, number: string) => {
      for (const part of SUGGESTED_PARTS) {
        const id = panel.suggested?.[part];
        // Words that somebody has deleted are nobody's any more.
        if (id && isThere(panel, part)) rows.push([number, PARTS[part], ...rowOf(panel, part, id)]);
      }
    },
  };
}

/** As IPTC's vocabulary calls what a trained model made, words too. */
const TRAINED = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';

function isThere(panel: Panel, part: SuggestedPart): boolean {
  return part === 'shot' || panel[part].trim() !== '';
}

function outputOf(panel: Panel, part: SuggestedPart, shotOf: (panel: Panel) => Shot | undefined): string {
  if (part === 'shot') return hashOfRecord(suggestedShot(shotOf(panel) ?? {}));
  return sha256(panel[part].trim());
}
