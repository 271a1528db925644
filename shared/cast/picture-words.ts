import { promptOf, type PictureBrief, type PictureStyle, type ReferencePicture } from '#shared/storyboard/index.ts';
import type { CastPicture } from './character.ts';
import type { PanelCast } from './panel-cast.ts';

/** A picture of somebody or some place, before anybody has looked for the consent that it takes. */
export interface CastReference extends ReferencePicture {
  /** The real person who is to be seen in it; empty: nobody real is. */
  readonly of: string;
}

/** The words in which a panel is asked for where nobody has written others: the one reading of window and server. */
export function pictureWords(brief: PictureBrief, style: PictureStyle, cast: PanelCast | null): string {
  return promptOf(brief, style.words, cast ? lookSentences(cast) : []);
}

/** What a model of pictures is told of who is to be seen, a sentence each: `ZOË: 36, lean, short dark hair, wears overalls`. */
function lookSentences({ characters, location }: PanelCast): string[] {
  const people = characters.flatMap(({ name, look }) => {
    if (!look) return [];
    const { age, build, hair, wardrobe } = look;
    const said = [age, build, hair, wardrobe && `wears ${wardrobe}`].map((words) => words.trim()).filter(Boolean);
    return said.length === 0 ? [] : [`${name}: ${said.join(', ')}`];
  });
  const light = location?.light.trim() ? [`Light: ${location.light.trim()}`] : [];
  return [...people, ...light];
}

/** One picture of everybody first, then the others: who takes few takes a face of each. Places follow people. */
export function castReferences({ characters, location }: PanelCast): CastReference[] {
  const faces = characters.map(({ name, look }) =>
    (look?.pictures ?? []).map((picture) => of('character', name, picture)),
  );
  const places = (location?.pictures ?? []).map((picture) => of('location', location?.name ?? '', picture));
  return [
    ...faces.flatMap((each) => each.slice(0, 1)),
    ...places.slice(0, 1),
    ...faces.flatMap((each) => each.slice(1)),
    ...places.slice(1),
  ];
}

function of(role: 'character' | 'location', name: string, { asset, of: person }: CastPicture): CastReference {
  return { asset, role, name, consent: null, of: person };
}
