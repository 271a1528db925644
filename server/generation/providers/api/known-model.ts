import type { PictureRequest } from '../../provider.ts';
import type { PictureModel } from '../../provider-kind.ts';

/** What a model takes that is not said: nothing but words, at a price that nobody can say. */
export function pictureModel(
  id: string,
  name: string,
  takes: Partial<Omit<PictureModel, 'id' | 'name'>>,
): PictureModel {
  return {
    id,
    name,
    takesNegative: false,
    takesSeed: false,
    references: 0,
    takesStructure: false,
    price: null,
    ...takes,
  };
}

/** The seed that goes along: none to a model that takes none. */
export function seedFor(model: PictureModel, { seed }: PictureRequest): number | null {
  return model.takesSeed ? seed : null;
}
