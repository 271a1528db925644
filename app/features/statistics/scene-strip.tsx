import type { SceneStatistics } from '#shared/reports/index.ts';
import { formatEighths } from '#shared/screenplay/index.ts';
import css from './plots.module.css';
import { scenePlaces } from './scene-places.ts';
import { lightWord } from './words.ts';

const LANE = 20;
/** Exteriors stand above interiors; a scene that is both, or does not say, has both lanes. */
const LANES = {
  EXT: { y: 1, height: LANE },
  INT: { y: LANE + 3, height: LANE },
} as const;
const BOTH = { y: 1, height: 2 * LANE + 2 };
const HEIGHT = 2 * LANE + 4;

/** The scenes in order: as wide as they are long, dark by night, in the lane of their setting. */
export function SceneStrip({ scenes }: { readonly scenes: readonly SceneStatistics[] }) {
  const places = scenePlaces(scenes);
  return (
    <figure className={css['strip']}>
      <div className={css['lanes']} aria-hidden>
        <span>EXT.</span>
        <span>INT.</span>
      </div>
      <svg
        className={css['plot']}
        height={HEIGHT}
        role="img"
        aria-label="The scenes in order, as wide as they are long: exteriors above interiors, night darker than day. The table of scenes has the figures."
      >
        {scenes.map((scene, index) => {
          const { at = 0, width = 0 } = places[index] ?? {};
          const lane = scene.setting === 'INT' || scene.setting === 'EXT' ? LANES[scene.setting] : BOTH;
          return (
            <rect key={scene.id} x={`${at}%`} width={`${width}%`} {...lane} className={css[scene.light ?? 'unsaid']}>
              <title>{tip(scene)}</title>
            </rect>
          );
        })}
      </svg>
      <figcaption className={css['legend']}>
        <span className={css['key']} data-light="day">
          Day
        </span>
        <span className={css['key']} data-light="night">
          Night
        </span>
        {scenes.some(({ light }) => light === null) && (
          <span className={css['key']} data-light="unsaid">
            Not said
          </span>
        )}
      </figcaption>
    </figure>
  );
}

function tip(scene: SceneStatistics): string {
  return `${scene.number} ${scene.heading}\n${formatEighths(scene.eighths)}, page ${scene.page}, ${lightWord(scene).toLowerCase()}`;
}
