import {
  BookText,
  ChartNoAxesColumn,
  LayoutGrid,
  Moon,
  Printer,
  RectangleVertical,
  ZoomIn,
  ZoomOut,
  type LucideIcon,
} from 'lucide-react';
import type { Command, MenuItem } from '#app/components/index.ts';
import type { ProjectSettings } from '#shared/collab/index.ts';
import { nextZoom, type ScriptView, type Spelling } from './script-view.ts';

type Paper = ProjectSettings['paper'];

/** What can be chosen about how the script is seen; who may only read it is offered no other paper. */
export interface ViewOptions {
  readonly view: ScriptView;
  readonly change: (patch: Partial<ScriptView>) => void;
  readonly paper: Paper;
  readonly setPaper: ((paper: Paper) => void) | null;
  readonly openTitlePage: () => void;
  /** The statistics, which bring a command of their own. */
  readonly openStatistics?: (() => void) | undefined;
  /** The script as cards, which bring a command of their own. */
  readonly openCards?: (() => void) | undefined;
  readonly darkPage: { readonly on: boolean; readonly toggle: () => void } | undefined;
}

/** One choice, as it stands in the menu and in the palette. */
interface Choice {
  readonly id: string;
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly shortcut?: string;
  /** The browser itself knows the key. */
  readonly heardElsewhere?: boolean;
  /** Of what is on or off, or one of several. */
  readonly checked?: boolean;
  readonly kind?: 'choice' | 'toggle';
  readonly run: () => void;
}

const PAPERS: readonly (readonly [Paper, string])[] = [
  ['letter', 'US Letter'],
  ['a4', 'A4'],
];

function modes({ view, change }: ViewOptions): Choice[] {
  const toggle = (name: 'typewriter' | 'focus' | 'sheets' | 'coverage', on: boolean) => () => change({ [name]: !on });
  const shared = { kind: 'toggle' } as const;
  const { sheets, typewriter, focus, coverage } = view;
  return [
    {
      ...{ ...shared, id: 'script.draft', label: 'Draft without pages', shortcut: 'Mod+Shift+D' },
      ...{ checked: !sheets, run: toggle('sheets', sheets) },
    },
    {
      ...{ ...shared, id: 'script.typewriter', label: 'Typewriter scrolling', shortcut: 'Mod+Shift+Y' },
      ...{ checked: typewriter, run: toggle('typewriter', typewriter) },
    },
    {
      ...{ ...shared, id: 'script.focus', label: 'Focus on the paragraph', shortcut: 'Mod+Shift+F' },
      ...{ checked: focus, run: toggle('focus', focus) },
    },
    {
      ...{ ...shared, id: 'script.coverage', label: 'Boards beside the lines' },
      ...{ checked: coverage, run: toggle('coverage', coverage) },
    },
  ];
}

function zooms({ view, change }: ViewOptions): Choice[] {
  const zoom = (step: 1 | -1) => () => change({ zoom: nextZoom(view.zoom, step) });
  return [
    { id: 'script.larger', label: 'Larger page', icon: ZoomIn, shortcut: 'Mod+>', run: zoom(1) },
    { id: 'script.smaller', label: 'Smaller page', icon: ZoomOut, shortcut: 'Mod+<', run: zoom(-1) },
    {
      id: 'script.actual-size',
      label: 'Page at its own size',
      icon: RectangleVertical,
      run: () => change({ zoom: 1 }),
    },
  ];
}

function papers({ paper, setPaper }: ViewOptions): Choice[] {
  if (!setPaper) return [];
  return PAPERS.map(([value, label]) => ({
    ...{ id: `script.paper-${value}`, label: `Paper: ${label}`, kind: 'choice' },
    ...{ checked: paper === value, run: () => setPaper(value) },
  }));
}

const SPELLINGS: readonly (readonly [Spelling, string])[] = [
  ['en-US', 'Spelling: American English'],
  ['en-GB', 'Spelling: British English'],
  ['off', 'Spelling: as the browser does'],
];

function writing({ view, change, setPaper }: ViewOptions): Choice[] {
  if (!setPaper) return [];
  const run = () => change({ continues: !view.continues });
  return [{ id: 'script.continues', label: "(CONT'D) by itself", kind: 'toggle', checked: view.continues, run }];
}

/** Who may only read is shown no mistakes, and a browser that paints no ranges has none to show. */
function spellings({ view, change, setPaper }: ViewOptions): Choice[] {
  if (!setPaper || typeof CSS === 'undefined' || !('highlights' in CSS)) return [];
  return SPELLINGS.map(([value, label]) => ({
    ...{ id: `script.spelling-${value}`, label, kind: 'choice' },
    ...{ checked: view.spelling === value, run: () => change({ spelling: value }) },
  }));
}

function pagesToOpen({ openTitlePage }: ViewOptions): Choice[] {
  const title = {
    id: 'script.title-page',
    label: 'Title page',
    icon: BookText,
    shortcut: 'Mod+Shift+H',
    run: openTitlePage,
  };
  const print = {
    ...{ id: 'script.print', label: 'Print the script', icon: Printer, shortcut: 'Mod+P', heardElsewhere: true },
    run: () => window.print(),
  };
  return [title, print];
}

function dark({ darkPage }: ViewOptions): Choice[] {
  if (!darkPage) return [];
  const { on, toggle } = darkPage;
  const label = 'Dark page in the dark';
  return [{ id: 'script.dark-page', label, icon: Moon, kind: 'toggle', checked: on, run: toggle }];
}

/** The choices as commands, for the palette and the sheet of shortcuts. */
export function viewCommands(options: ViewOptions): Command[] {
  const choices = [...papers(options), ...writing(options), ...spellings(options), ...dark(options)];
  const all = [...modes(options), ...zooms(options), ...choices, ...pagesToOpen(options)];
  return all.map(({ id, label, icon, shortcut, heardElsewhere, run }) => ({
    ...{ id, label, run, group: 'Script' },
    ...(icon && { icon }),
    ...(shortcut !== undefined && { shortcut }),
    ...(heardElsewhere && { heardElsewhere }),
  }));
}

/** The same in the menu, in groups. */
export function viewItems(options: ViewOptions): MenuItem[] {
  const seen = [[...modes(options), ...dark(options)], zooms(options)];
  const groups = [...seen, papers(options), writing(options), spellings(options), pagesToOpen(options)];
  const { openStatistics, openCards } = options;
  if (openCards) {
    const [label, icon, shortcut] = ['Index cards of the script', LayoutGrid, 'Mod+Shift+E'];
    groups.push([{ id: 'script.cards', label, icon, shortcut, run: openCards }]);
  }
  if (openStatistics) {
    const [label, icon] = ['Statistics of the script', ChartNoAxesColumn];
    groups.push([{ id: 'script.statistics', label, icon, run: openStatistics }]);
  }
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) => [
      ...(index > 0 ? [{ kind: 'separator' } as const] : []),
      ...group.map(({ label, icon, shortcut, kind, checked = false, run }): MenuItem => {
        const look = { label, ...(shortcut !== undefined && { shortcut }), onSelect: run };
        return kind ? { ...look, kind, checked } : { ...look, kind: 'action', ...(icon && { icon }) };
      }),
    ]);
}
