import type { Vector3 } from 'three';
import type { Pen } from '../geometry/model.ts';
import { curve, quad, stroke, vec } from '../geometry/shapes.ts';
import type { Look, Outfit } from '../spec.ts';
import type { Torso } from './torso.ts';

/** Level on the trunk, angle from its front; mirrored lines are drawn on both sides. */
type Path = readonly (readonly [number, number])[];

interface Seam {
  readonly path: Path;
  readonly weight?: number;
  readonly mirrored?: true;
}

/** A piece of other cloth down the front: level and half-width as an angle. */
interface Panel {
  readonly cloth: 'shirt' | 'shoe';
  readonly rows: Path;
  readonly lift: number;
}

interface Cut {
  readonly panels?: readonly Panel[];
  readonly seams: readonly Seam[];
}

const SUIT_LOW = 0.63;
const COAT_LOW = 0.71;

function lapels(low: number): Seam[] {
  return [
    {
      path: [
        [0.834, 0.78],
        [0.8, 0.44],
        [0.75, 0.24],
        [low, 0.02],
      ],
      weight: 1.15,
      mirrored: true,
    },
    {
      path: [
        [0.815, 0.95],
        [0.785, 0.72],
        [0.772, 0.6],
        [0.775, 0.48],
        [low + 0.01, 0.06],
      ],
      weight: 0.8,
      mirrored: true,
    },
  ];
}

function shirtFront(low: number): Panel {
  return {
    cloth: 'shirt',
    lift: 0.002,
    rows: [
      [0.834, 0.75],
      [0.8, 0.42],
      [0.75, 0.22],
      [low, 0.02],
    ],
  };
}

/** What tells one jacket from another at a glance: lapels and tie, belt, open front, hood and pocket, buttons. */
const CUTS: Readonly<Record<Outfit, Cut>> = {
  suit: {
    panels: [
      shirtFront(SUIT_LOW),
      {
        cloth: 'shoe',
        lift: 0.009,
        rows: [
          [0.826, 0.16],
          [0.8, 0.075],
          [0.72, 0.085],
          [SUIT_LOW + 0.005, 0.02],
        ],
      },
    ],
    seams: [
      ...lapels(SUIT_LOW),
      {
        path: [
          [SUIT_LOW, 0.02],
          [0.56, 0.03],
          [0.47, 0.1],
        ],
      },
    ],
  },
  coat: {
    panels: [shirtFront(COAT_LOW)],
    seams: [
      ...lapels(COAT_LOW),
      {
        path: [
          [COAT_LOW, 0.02],
          [0.56, 0.03],
          [0.54, 0.1],
        ],
      },
      {
        path: [
          [0.617, -1.5],
          [0.612, -0.6],
          [0.61, 0],
          [0.612, 0.6],
          [0.617, 1.5],
        ],
        weight: 1.4,
      },
    ],
  },
  jacket: {
    panels: [
      {
        cloth: 'shirt',
        lift: 0.002,
        rows: [
          [0.834, 0.6],
          [0.8, 0.3],
          [0.7, 0.16],
          [0.6, 0.13],
          [0.5, 0.14],
        ],
      },
    ],
    seams: [
      {
        path: [
          [0.834, 0.62],
          [0.8, 0.32],
          [0.7, 0.18],
          [0.6, 0.15],
          [0.5, 0.16],
        ],
        weight: 1.1,
        mirrored: true,
      },
    ],
  },
  hoodie: {
    seams: [
      {
        path: [
          [0.83, 0.5],
          [0.812, 0.25],
          [0.806, 0],
          [0.812, -0.25],
          [0.83, -0.5],
        ],
      },
      {
        path: [
          [0.57, 0.55],
          [0.62, 0.4],
          [0.625, 0],
          [0.62, -0.4],
          [0.57, -0.55],
        ],
      },
      {
        path: [
          [0.8, 0.06],
          [0.75, 0.07],
        ],
        mirrored: true,
      },
    ],
  },
  shirt: {
    seams: [
      {
        path: [
          [0.834, 0.6],
          [0.815, 0.3],
          [0.8, 0.05],
        ],
        mirrored: true,
      },
      {
        path: [
          [0.8, 0.02],
          [0.7, 0.02],
          [0.6, 0.02],
          [0.52, 0.02],
        ],
        weight: 0.7,
      },
    ],
  },
  skirt: {
    seams: [
      {
        path: [
          [0.834, 0.6],
          [0.815, 0.3],
          [0.8, 0.05],
        ],
        mirrored: true,
      },
      {
        path: [
          [0.8, 0.02],
          [0.7, 0.02],
          [0.6, 0.02],
        ],
        weight: 0.7,
      },
    ],
  },
  dress: {
    seams: [
      {
        path: [
          [0.62, -1.4],
          [0.615, 0],
          [0.62, 1.4],
        ],
      },
    ],
  },
};

/** Edges of a panel lie close on the coat, so that in profile nothing of it sticks out. */
const EDGE = 0.0012;

interface Cloths {
  readonly shirt: Pen;
  readonly shoe: Pen;
  readonly seam: Pen;
}

/** `ease` is how far the garment stands off the body; `width` the thinnest line the frame can show, in metres. */
export function addSeams(pens: Cloths, look: Look, torso: Torso, ease: number, thinnest: number): void {
  const out = torso.point(0.73, 0, 0.2).sub(torso.point(0.73, 0)).normalize();
  const width = Math.max(0.0035 * look.height, thinnest);
  const { panels = [], seams } = CUTS[look.outfit];
  for (const { cloth, rows, lift } of panels) {
    const fine = curve(rows.map(([level, half]) => vec(level, half, 0)));
    const edge = (k: number) =>
      fine.map(({ x: level, y: half }) => torso.point(level, half * k, ease + (k === 0 ? lift : EDGE)));
    strip(pens[cloth], edge(1), edge(0), out);
    strip(pens[cloth], edge(0), edge(-1), out);
  }
  for (const { path, weight = 1, mirrored } of seams) {
    for (const k of mirrored ? [1, -1] : [1]) {
      const line = curve(path.map(([level, angle]) => torso.point(level, angle * k, ease + 0.003)));
      stroke(
        pens.seam,
        line,
        line.map(() => width * weight),
        out,
      );
    }
  }
}

function strip(pen: Pen, a: readonly Vector3[], b: readonly Vector3[], out: Vector3): void {
  for (let i = 0; i + 1 < a.length; i++)
    quad(pen, [a[i], b[i], b[i + 1], a[i + 1]] as [Vector3, Vector3, Vector3, Vector3], out);
}
