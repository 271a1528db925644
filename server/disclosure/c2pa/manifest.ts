import type { Ingredient, SignTask } from './messages.ts';

export interface Manifest {
  readonly definition: object;
  /** Definitions of the ingredients, in their order. */
  readonly ingredients: readonly object[];
}

/** As C2PA 2 has it: what was made here was created, of inputs; what was there before was opened, and edited perhaps. */
export function manifestOf(task: SignTask): Manifest {
  const { title, mime, ingredients } = task;
  const ids = ingredients.map(({ relationship }, at) => `${relationship}-${String(at + 1)}`);
  return {
    definition: {
      ...{ claim_generator_info: [{ name: 'Beatboard' }], title, format: mime },
      assertions: [{ label: 'c2pa.actions.v2', data: { actions: actionsOf(task, ids) } }],
    },
    ingredients: ingredients.map(({ title: of, relationship, mime: format }, at) => ({
      ...{ title: of, format, relationship, label: ids[at] },
    })),
  };
}

function actionsOf({ ingredients, edited, sourceType, system }: SignTask, ids: readonly string[]): object[] {
  const named = (relationship: Ingredient['relationship']) =>
    ids.filter((_, at) => ingredients[at]?.relationship === relationship);
  const [parents, inputs] = [named('parentOf'), named('inputTo')];
  const agent = system && { name: system.name, ...(system.version !== '' && { version: system.version }) };
  const how = {
    ...(sourceType !== null && { digitalSourceType: sourceType }),
    ...(agent && { softwareAgent: agent }),
  };
  const of = (ingredientIds: readonly string[]) => ingredientIds.length > 0 && { parameters: { ingredientIds } };
  if (parents.length === 0) return [{ action: 'c2pa.created', ...how, ...of(inputs) }];
  const opened = { action: 'c2pa.opened', ...of(parents) };
  return edited ? [opened, { action: 'c2pa.edited', ...how }] : [opened];
}
