import type { AccountsOverview } from '#server/context.ts';
import { VisuallyHidden } from '#app/components/index.ts';
import { dollars } from '#shared/lib/dollars.ts';
import styles from './pictures.module.css';

const WIDTH = 744;
const HEIGHT = 96;
/** Of a day's width. */
const BAR = 0.7;

interface Day {
  readonly day: string;
  readonly cost: number;
  /** And answers of models of text. */
  readonly pictures: number;
  readonly answers: number;
}

/** What was spent on each day of this month, as bars, and in words for those who listen. */
export function SpendingChart({ overview: { spending, month, days } }: { readonly overview: AccountsOverview }) {
  const byDay = Array.from({ length: days }, (_, at) => {
    const day = `${month.slice(0, 8)}${String(at + 1).padStart(2, '0')}`;
    const entries = spending.filter((entry) => entry.day === day);
    const total = (of: 'cost' | 'pictures' | 'answers') => entries.reduce((sum, entry) => sum + entry[of], 0);
    const answers = total('answers');
    return { day, cost: total('cost'), pictures: total('pictures') + answers, answers };
  });
  const cost = byDay.reduce((sum, day) => sum + day.cost, 0);
  const pictures = byDay.reduce((sum, day) => sum + day.pictures, 0);
  const answers = byDay.reduce((sum, day) => sum + day.answers, 0);
  if (pictures === 0) return <p className={styles['lead']}>Nothing was ordered from an account yet this month.</p>;
  const step = WIDTH / days;
  // Where no price is known the bars count pictures: an empty plot would say that nothing was made.
  const sizeOf = cost > 0 ? (day: Day) => day.cost : (day: Day) => day.pictures;
  const most = Math.max(...byDay.map(sizeOf));
  const heightOf = (day: Day) => Math.max((sizeOf(day) / most) * HEIGHT, day.pictures > 0 ? 2 : 0);
  return (
    <figure className={styles['chart']}>
      <figcaption>
        {cost > 0 ? dollars(cost) : 'No price known'} for {counted(pictures, answers)}. Counted in UTC.
      </figcaption>
      <svg viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT + 18)}`} aria-hidden>
        <line x1={0} x2={WIDTH} y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} className={styles['axis']} />
        {byDay.map((day, at) => (
          <g key={day.day}>
            <rect
              x={at * step + (step * (1 - BAR)) / 2}
              y={HEIGHT - heightOf(day)}
              width={step * BAR}
              height={heightOf(day)}
              className={styles['bar']}
            >
              <title>{`${day.day}: ${dollars(day.cost)} for ${counted(day.pictures, day.answers)}`}</title>
            </rect>
            {(at === 0 || (at + 1) % 5 === 0) && (
              <text x={at * step + step / 2} y={HEIGHT + 14} textAnchor="middle" className={styles['tick']}>
                {at + 1}
              </text>
            )}
          </g>
        ))}
      </svg>
      <VisuallyHidden>
        {byDay
          .filter((day) => day.pictures > 0)
          .map((day) => `${day.day}: ${dollars(day.cost)} for ${counted(day.pictures, day.answers)}. `)}
      </VisuallyHidden>
    </figure>
  );
}

function counted(all: number, answers: number): string {
  const pictures = all - answers;
  return [
    ...(pictures > 0 || answers === 0
      ? [`${pictures.toLocaleString('en')} ${pictures === 1 ? 'picture' : 'pictures'}`]
      : []),
    ...(answers > 0 ? [`${answers.toLocaleString('en')} ${answers === 1 ? 'suggestion' : 'suggestions'}`] : []),
  ].join(' and ');
}
