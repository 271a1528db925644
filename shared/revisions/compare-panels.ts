import type { ShotId } from '#shared/lib/ids.ts';
import { sameValue } from '#shared/lib/same-value.ts';
import { scenesOf } from '#shared/screenplay/index.ts';
import { SHOT_FIELDS, type Field, type Shot } from '#shared/shots/index.ts';
import { PANEL_FIELDS, allPanels, arrangePanels, type Panel } from '#shared/storyboard/index.ts';
import type { PanelChange, ProjectState } from './diff.ts';

/** Panels that differ, matched by id: those of `after` in storyboard order, then the removed ones in theirs. */
export function comparePanels(before: ProjectState, after: ProjectState): PanelChange[] {
  const old = new Map(before.panels.map((panel) => [panel.id, panel]));
  const kept = new Set(after.panels.map((panel) => panel.id));
  const oldShots = shotsById(before);
  const shots = shotsById(after);
  const changes: PanelChange[] = [];
  for (const panel of inStoryboardOrder(after)) {
    const was = old.get(panel.id);
    const fields = was && changedFields(was, panel, oldShots.get(was.shot), shots.get(panel.shot));
    if (!was || !fields) changes.push({ kind: 'added', panel });
    else if (fields.length > 0) changes.push({ kind: 'changed', before: was, panel, fields });
  }
  for (const panel of inStoryboardOrder(before)) if (!kept.has(panel.id)) changes.push({ kind: 'removed', panel });
  return changes;
}

function shotsById({ shots }: ProjectState): ReadonlyMap<ShotId, Shot> {
  return new Map(shots.map((shot) => [shot.id, shot]));
}

function inStoryboardOrder({ elements, panels }: ProjectState): Panel[] {
  return allPanels(arrangePanels(scenesOf(elements), panels));
}

function changedFields(was: Panel, panel: Panel, oldShot: Shot | undefined, shot: Shot | undefined): string[] {
  const fields: Readonly<Record<string, boolean>> = {
    ...changedIn(PANEL_FIELDS, was, panel),
    picture: was.take !== panel.take,
    lines: was.anchors.join() !== panel.anchors.join(),
    order: was.order !== panel.order,
    shot: was.shot !== panel.shot,
    ...changedIn(SHOT_FIELDS, oldShot, shot),
  };
  return Object.keys(fields).filter((field) => fields[field]);
}

function changedIn<Name extends string>(
  fields: readonly Field<Name>[],
  was: Readonly<Record<Name, unknown>> | undefined,
  now: Readonly<Record<Name, unknown>> | undefined,
): Record<string, boolean> {
  return Object.fromEntries(
    fields.map(({ name, label }) => [label.toLowerCase(), !sameValue(was?.[name], now?.[name])]),
  );
}
