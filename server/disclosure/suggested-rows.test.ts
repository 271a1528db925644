import { expect, test } from 'vitest';
import type { PanelId, ShotId, SuggestionId } from '#shared/lib/ids.ts';
import { DEFAULT_SHOT } from '#shared/shots/index.ts';
import { DEFAULT_PANEL, type Panel } from '#shared/storyboard/index.ts';
import { hashOfRecord, sha256, suggestedShot, type SuggestionRecord } from '#server/provenance/index.ts';
import { aiReport } from './ai-report.ts';

const [SHOTS, ALT] = ['shots' as SuggestionId, 'alt' as SuggestionId];
const SHOT = { ...DEFAULT_SHOT, id: 's' as ShotId, size: 'CU' as const };
const record = (outputs: readonly string[]) =>
  ({
    ...{ model: { id: 'qwen3', version: 'qwen3-2026' }, host: 'house:1', elements: ['a', 'b'], requestedBy: 'ana' },
    ...{ at: Date.UTC(2026, 10, 5), cost: 0.004, outputs },
  }) as unknown as SuggestionRecord;
const panel = (change: Partial<Panel>): Panel => ({
  ...{ ...DEFAULT_PANEL, id: 'p' as PanelId, shot: SHOT.id, order: 'aV', anchors: [], textHash: '', words: '' },
  ...{ take: null, takes: [], drawn: 0, ...change },
});

function reportOf(panels: readonly Panel[]) {
  return aiReport({
    panels: panels.map((each, i) => ({ panel: each, number: `1${'ABC'.charAt(i)}` })) as never,
    ...{ isDrawnOn: () => false, records: new Map(), shotOf: () => SHOT, consentOf: () => undefined },
    suggestions: new Map([
      [SHOTS, record([hashOfRecord(suggestedShot(SHOT))])],
      [ALT, record([sha256('A lamp.')])],
    ]),
    nameOf: () => 'Ana',
  });
}

test('the report lists what was taken from a model, what somebody has changed of it since, and each answer’s cost once', () => {
  const { table, summary } = reportOf([
    panel({ suggested: { shot: SHOTS, alt: ALT }, alt: 'A lamp.' }),
    panel({ suggested: { shot: SHOTS, alt: ALT }, alt: 'A lantern.' }),
  ]);
  const at = (row: readonly unknown[], name: string) => row[table.columns.findIndex(({ label }) => label === name)];
  expect(table.rows.every((row) => row.length === table.columns.length)).toBe(true);
  const seen = table.rows.map((row) =>
    ['Panel', 'Take', 'Model', 'Human edits', 'Asked for by', 'Day', 'Cost (US$)'].map((name) => at(row, name)),
  );
  expect(seen).toEqual([
    ['1A', 'shot', 'qwen3', '', 'Ana', '2026-11-05', 0.004],
    ['1A', 'alt text', 'qwen3', '', 'Ana', '2026-11-05', 0.004],
    ['1B', 'shot', 'qwen3', '', 'Ana', '2026-11-05', ''],
    ['1B', 'alt text', 'qwen3', 'changed since', 'Ana', '2026-11-05', ''],
  ]);
  expect(summary).toContain('4 shots or texts suggested by models');
});

test('one of another project is listed as not recorded, and words that somebody has deleted are not listed', () => {
  const { table } = reportOf([
    panel({ suggested: { prompt: 'elsewhere' as SuggestionId, alt: ALT }, prompt: 'Rain.' }),
  ]);
  expect(table.rows).toEqual([['1A', 'prompt', 'yes', 'not recorded', ...Array.from({ length: 12 }, () => '')]]);
});
