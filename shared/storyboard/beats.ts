import { isSaid, parseCue, printedText, type ScriptElement } from '#shared/screenplay/index.ts';

/** A paragraph of action, or one speech from its cue to its last line; two that are spoken at once are one. */
export interface Beat {
  readonly spoken: boolean;
  readonly dual: boolean;
  readonly lines: readonly ScriptElement[];
}

/** What a scene consists of, as one would picture it. Notes, transitions and the like are in none. */
export function beatsOf(body: readonly ScriptElement[]): Beat[] {
  const beats: { spoken: boolean; dual: boolean; lines: ScriptElement[] }[] = [];
  for (const line of body) {
    const last = beats.at(-1);
    if (line.type === 'character' && line.dual && last?.spoken) {
      last.dual = true;
      last.lines.push(line);
    } else if (line.type === 'character') beats.push({ spoken: true, dual: false, lines: [line] });
    else if (isSaid(line.type) && last?.spoken) last.lines.push(line);
    else if (isSaid(line.type)) beats.push({ spoken: true, dual: false, lines: [line] });
    else if (isPictured(line)) beats.push({ spoken: false, dual: false, lines: [line] });
  }
  return beats;
}

function isPictured({ type }: ScriptElement): boolean {
  return type === 'action' || type === 'shot' || type === 'general';
}

/** Who speaks, without extensions; empty where no cue says. */
export function speakerOf({ lines }: Beat): string {
  const cue = lines.find(({ type }) => type === 'character');
  return cue ? parseCue(cue.text).name.toUpperCase() : '';
}

/** Whether the voice comes from outside of the picture: V.O., O.S., a telephone. */
export function isUnseen({ lines }: Beat): boolean {
  const [cue, next] = lines;
  const said = next?.type === 'parenthetical' ? next.text : '';
  return (
    /\((v\.?\s?o\.?|o\.?\s?[sc]\.?|filtered|on (the )?(phone|radio))\b/i.test(cue?.text ?? '') ||
    /\b(over|on|through) the (phone|radio|intercom)\b/i.test(said)
  );
}

/** The words as they are printed, without what is hidden in the script. */
export function textOf({ lines }: Beat): string {
  return lines
    .filter(({ type }) => type !== 'character' && type !== 'parenthetical')
    .map(({ text }) => printedText(text))
    .join(' ')
    .trim();
}
