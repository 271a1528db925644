import type { LucideIcon } from 'lucide-react';
import {
  Camera,
  Eraser,
  Highlighter,
  Lasso,
  MoveUpRight,
  PaintBucket,
  Pen,
  Pencil,
  PencilOff,
  Type,
} from 'lucide-react';
import type { Mark, Tool } from '#shared/drawing/index.ts';

/** What the pen can be: what draws, the lasso, and `strokes`, which takes away whole what it touches. */
export type HandTool = Tool | 'lasso' | 'strokes';

interface HandToolFacts {
  readonly tool: HandTool;
  readonly label: string;
  readonly key: string;
  readonly icon: LucideIcon;
  /**
   * Widths in thousandths of a frame height, of which it begins with the one at `first`; of text, heights of a line of it.
   * None: it has no width.
   */
  readonly widths: readonly number[];
  readonly first: number;
  readonly opacity: number;
}

/** How to begin with those that nobody knows from paper. */
export const FIRST_STEPS: Readonly<Partial<Record<HandTool, string>>> = {
  text: 'Click where the words begin, or press Enter.',
  camera: 'Drag the first frame from corner to corner, then the last one.',
};

export const HAND_TOOLS: readonly HandToolFacts[] = [
  { tool: 'pen', label: 'Pen', key: 'B', icon: Pen, widths: [2, 3, 5, 8, 12, 20, 32], first: 2, opacity: 1 },
  { tool: 'pencil', label: 'Pencil', key: 'P', icon: Pencil, widths: [3, 5, 7, 10, 16, 26, 40], first: 2, opacity: 0.9 },
  { tool: 'marker', label: 'Marker', key: 'M', icon: Highlighter, widths: [12, 20, 32, 50, 80, 120], first: 3, opacity: 0.45 },
  { tool: 'eraser', label: 'Eraser', key: 'E', icon: Eraser, widths: [8, 16, 30, 50, 90, 150], first: 2, opacity: 1 },
  { tool: 'strokes', label: 'Stroke eraser', key: 'X', icon: PencilOff, widths: [8, 16, 30, 50], first: 1, opacity: 1 },
  { tool: 'fill', label: 'Fill', key: 'F', icon: PaintBucket, widths: [], first: 0, opacity: 1 },
  { tool: 'arrow', label: 'Actor’s move', key: 'A', icon: MoveUpRight, widths: [5, 8, 12, 18], first: 2, opacity: 1 },
  { tool: 'camera', label: 'Camera move', key: 'C', icon: Camera, widths: [4, 6, 9, 14], first: 1, opacity: 1 },
  { tool: 'text', label: 'Text', key: 'T', icon: Type, widths: [30, 45, 60, 90, 140, 220], first: 2, opacity: 1 },
  { tool: 'lasso', label: 'Lasso', key: 'L', icon: Lasso, widths: [], first: 0, opacity: 1 },
]; // prettier-ignore

/** What this person holds: the tool, how wide each is, and the colour. */
export interface Hand {
  readonly tool: HandTool;
  /** Indexes of a tool's widths, where they are not the first ones. */
  readonly wide: Readonly<Partial<Record<HandTool, number>>>;
  readonly colour: number;
  /** Number of the layer that is drawn on. */
  readonly layer: number;
}

export const FIRST_HAND: Hand = { tool: 'pencil', wide: {}, colour: 0, layer: 0 };

export function factsOf(tool: HandTool): HandToolFacts {
  return HAND_TOOLS.find((facts) => facts.tool === tool) ?? (HAND_TOOLS[0] as HandToolFacts);
}

/** Frame heights. */
export function widthOf({ tool, wide }: Hand): number {
  const { widths, first } = factsOf(tool);
  return (widths[wide[tool] ?? first] ?? 1) / 1000;
}

/** One step wider or thinner, as far as the tool goes. */
export function widened(hand: Hand, by: 1 | -1): Hand {
  const { widths, first } = factsOf(hand.tool);
  const step = Math.min(widths.length - 1, Math.max(0, (hand.wide[hand.tool] ?? first) + by));
  return widths.length === 0 ? hand : { ...hand, wide: { ...hand.wide, [hand.tool]: step } };
}

/** A mark of this hand, without its lines. */
export function markOf(hand: Hand, turn: number): Omit<Mark, 'lines'> {
  const tool = hand.tool === 'lasso' || hand.tool === 'strokes' ? 'pen' : hand.tool;
  const { colour, layer } = hand;
  return { tool, colour, width: widthOf(hand), opacity: factsOf(tool).opacity, layer, turn };
}
