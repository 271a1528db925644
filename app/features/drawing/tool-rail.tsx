import { PALETTE } from '#shared/drawing/index.ts';
import { Icon, Tooltip } from '#app/components/index.ts';
import { HAND_TOOLS, factsOf, type Hand } from './tools.ts';
import styles from './drawing-place.module.css';

interface ToolRailProps {
  readonly hand: Hand;
  readonly onChange: (hand: Hand) => void;
}

/** Tools, widths and colours at the left edge, where the other hand is. */
export function ToolRail({ hand, onChange }: ToolRailProps) {
  const { widths, first } = factsOf(hand.tool);
  const wide = hand.wide[hand.tool] ?? first;
  const what = hand.tool === 'text' ? 'Size' : 'Width';
  const setWide = (step: number) => onChange({ ...hand, wide: { ...hand.wide, [hand.tool]: step } });
  return (
    <div className={styles['rail']}>
      <div role="radiogroup" aria-label="Tool" className={styles['tools']}>
        {HAND_TOOLS.map(({ tool, label, key, icon }) => (
          <Choice
            key={tool}
            name="tool"
            label={label}
            shortcut={key}
            checked={hand.tool === tool}
            onChoose={() => onChange({ ...hand, tool })}
          >
            <Icon of={icon} />
          </Choice>
        ))}
      </div>
      {widths.length > 0 && (
        <div role="radiogroup" aria-label={what} className={styles['widths']}>
          {widths.map((width, step) => (
            <Choice
              key={width}
              name="width"
              label={`${what} ${String(step + 1)} of ${String(widths.length)}`}
              shortcut="[ ]"
              checked={wide === step}
              onChoose={() => setWide(step)}
            >
              <span
                className={styles['dot']}
                style={{ ['--size' as string]: `${String(dotSize(step, widths.length))}px` }}
              />
            </Choice>
          ))}
        </div>
      )}
      <div role="radiogroup" aria-label="Colour" className={styles['colours']}>
        {PALETTE.map(({ name, hex }, index) => (
          <Choice
            key={name}
            name="colour"
            label={name}
            shortcut={String((index + 1) % 10)}
            checked={hand.colour === index}
            onChoose={() => onChange({ ...hand, colour: index })}
          >
            <span className={styles['colour']} style={{ background: hex }} />
          </Choice>
        ))}
      </div>
    </div>
  );
}

function dotSize(step: number, count: number): number {
  return 3 + (step * 13) / Math.max(1, count - 1);
}

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly shortcut: string;
  readonly checked: boolean;
  readonly onChoose: () => void;
  readonly children: React.ReactNode;
}

function Choice({ name, label, shortcut, checked, onChoose, children }: ChoiceProps) {
  return (
    <label className={styles['choice']}>
      <Tooltip text={label} shortcut={shortcut} names>
        <input type="radio" name={`drawing-${name}`} aria-label={label} checked={checked} onChange={onChoose} />
      </Tooltip>
      {children}
    </label>
  );
}
