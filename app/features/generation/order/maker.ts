import type { PictureModel, ProviderChoice } from '#server/context.ts';
import { DRAWN_HERE } from '#shared/storyboard/index.ts';

/** Somebody who makes pictures, with one of their models. */
export interface Maker {
  /** Provider and model as one word, for a list. */
  readonly key: string;
  readonly provider: string;
  readonly model: string;
  readonly name: string;
  /** Null for the artist that is built in: it draws from shot, lines and blocking, and reads no words. */
  readonly takes: PictureModel | null;
}

export function makersOf(choices: readonly ProviderChoice[]): readonly Maker[] {
  return choices.flatMap(({ id, name, models }): Maker[] =>
    models.length === 0
      ? [{ key: keyOf(id, ''), provider: id, model: '', name, takes: null }]
      : models.map((model) => ({
          ...{ key: keyOf(id, model.id), provider: id, model: model.id },
          ...{ name: `${name} · ${model.name}`, takes: model },
        })),
  );
}

/** Who was chosen last, if they are still there; else the artist that always is. */
export function makerOf(
  makers: readonly Maker[],
  { provider, model }: Pick<Maker, 'provider' | 'model'>,
): Maker | undefined {
  const key = keyOf(provider, model);
  return makers.find((maker) => maker.key === key) ?? makers.find((maker) => maker.provider === DRAWN_HERE.provider);
}

function keyOf(provider: string, model: string): string {
  return `${provider} ${model}`;
}
