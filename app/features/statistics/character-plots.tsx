import type { CharacterStatistics, ScriptStatistics } from '#shared/reports/index.ts';
import css from './plots.module.css';
import { scenePlaces } from './scene-places.ts';
import { count } from './words.ts';

/** The height of `.names > li`. */
const ROW = 24;
const BAR = 12;
const MOST = 12;

/** Whoever says most: how much, and in which scenes. The rows of both plots stand on one line. */
export function CharacterPlots({ statistics }: { readonly statistics: ScriptStatistics }) {
  const main = statistics.characters.slice(0, MOST);
  return (
    <figure className={css['characters']}>
      <span className={css['head']}>Words</span>
      <span className={css['head']}>Scenes in which they speak</span>
      <ul className={css['names']} aria-hidden>
        {main.map(({ name }) => (
          <li key={name} title={name}>
            {name}
          </li>
        ))}
      </ul>
      <WordBars characters={main} />
      <Presence characters={main} scenes={statistics.scenes} />
    </figure>
  );
}

function WordBars({ characters }: { readonly characters: readonly CharacterStatistics[] }) {
  const most = Math.max(1, ...characters.map(({ words }) => words));
  return (
    <svg
      className={css['plot']}
      height={characters.length * ROW}
      role="img"
      aria-label={`Words of the ${characters.length} who say most. The table below has the figures.`}
    >
      {characters.map(({ name, words }, row) => (
        <rect
          key={name}
          className={css['bar']}
          y={row * ROW + (ROW - BAR) / 2}
          height={BAR}
          width={`${(100 * words) / most}%`}
        >
          <title>{`${name}: ${count(words)} words`}</title>
        </rect>
      ))}
    </svg>
  );
}

interface PresenceProps extends Pick<ScriptStatistics, 'scenes'> {
  readonly characters: readonly CharacterStatistics[];
}

function Presence({ characters, scenes }: PresenceProps) {
  const places = scenePlaces(scenes);
  return (
    <svg
      className={css['plot']}
      height={characters.length * ROW}
      role="img"
      aria-label="The scenes in which they speak, in order. The table below has the first and the last."
    >
      {characters.map(({ name, scenes: spoken }, row) => (
        <g key={name}>
          <line className={css['thread']} x1="0" x2="100%" y1={row * ROW + ROW / 2} y2={row * ROW + ROW / 2} />
          {spoken.map((index) => (
            <rect
              key={index}
              className={css['present']}
              x={`${places[index]?.at ?? 0}%`}
              width={`${places[index]?.width ?? 0}%`}
              y={row * ROW + (ROW - BAR) / 2}
              height={BAR}
            >
              <title>{`${name} in ${scenes[index]?.number ?? ''} ${scenes[index]?.heading ?? ''}`}</title>
            </rect>
          ))}
        </g>
      ))}
    </svg>
  );
}
