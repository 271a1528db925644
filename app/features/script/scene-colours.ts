/** The colours that a scene may have, by what they are called in the menu; a file may bring others. */
export const SCENE_COLOURS: readonly (readonly [string, string])[] = [
  ['Red', '#E5484D'],
  ['Orange', '#F08A24'],
  ['Yellow', '#E8C21A'],
  ['Green', '#46A758'],
  ['Teal', '#12A594'],
  ['Blue', '#3E7BFA'],
  ['Purple', '#8E4EC6'],
  ['Grey', '#8B8D98'],
];

/** What a colour is called; one of a file has no name of its own. */
export function colourName(colour: string): string {
  return SCENE_COLOURS.find(([, value]) => value === colour.toUpperCase())?.[0] ?? 'Own colour';
}
