import { useMemo } from 'react';
import type { ElementChange } from '#shared/revisions/index.ts';
import { foldUnchanged } from './fold-unchanged.ts';
import { Line, ScriptSheet } from './script-sheet.tsx';
import styles from './script-changes.module.css';

/** A compared script line by line, words marked in those that changed; what did not change is folded away. */
export function ScriptChanges({ script }: { readonly script: readonly ElementChange[] }) {
  const rows = useMemo(() => foldUnchanged(script), [script]);
  return (
    <ScriptSheet label="What changed in the script">
      {rows.map((row, i) =>
        'folded' in row ? (
          <p key={`folded-${String(i)}`} className={styles['folded']}>
            {row.folded === 1 ? '1 line unchanged' : `${String(row.folded)} lines unchanged`}
          </p>
        ) : (
          <ChangedLine key={`${row.kind}-${row.element.id}`} change={row} />
        ),
      )}
    </ScriptSheet>
  );
}

function ChangedLine({ change }: { readonly change: ElementChange }) {
  if (change.kind === 'same') return <Line element={change.element} />;
  if (change.kind !== 'changed') return <Line element={change.element} change={change.kind} />;
  return (
    <Line element={change.element} change="changed">
      {change.words.map((run, i) => {
        if (run.kind === 'added')
          return (
            <ins key={i} className={styles['added']}>
              {run.text}
            </ins>
          );
        if (run.kind === 'removed')
          return (
            <del key={i} className={styles['removed']}>
              {run.text}
            </del>
          );
        return <span key={i}>{run.text}</span>;
      })}
    </Line>
  );
}
