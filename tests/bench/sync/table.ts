import { PEERS, SERVERS, SERVER_NAMES, type ServerName } from './servers.ts';

/** What ours must reach. */
export type Goal =
  | { readonly kind: 'at-most' | 'exactly'; readonly value: number }
  | { readonly kind: 'times-relay'; readonly factor: number }
  /** As good as the best of the servers that do the same work. */
  | { readonly kind: 'best-peer' }
  | { readonly kind: 'y-websocket-server' };

export type Unit = 'ms' | '%' | 'MB' | 'KB' | 'B' | '/s' | 'µs' | '×' | '';

/** One figure of every server that has it. */
export interface Line {
  readonly title: string;
  readonly unit: Unit;
  readonly better: 'less' | 'more';
  readonly goals: readonly Goal[];
  readonly values: ReadonlyMap<ServerName, number>;
}

const TITLE_WIDTH = 50;
const GOAL_WIDTH = 22;
const WIDTH = 12;

export function header(): string {
  const names = SERVER_NAMES.map(
    (name) =>
      SERVERS[name]
        .split('/')
        .at(-1)
        ?.slice(0, WIDTH - 1) ?? '',
  );
  const cells = [...names, '÷ relay', '÷ y-ws'].map((cell) => cell.padStart(WIDTH)).join('');
  return `${''.padEnd(TITLE_WIDTH)}${cells}  goal`;
}

export function format(line: Line): string {
  const { values } = line;
  const ours = values.get('beatboard');
  const figures = SERVER_NAMES.map((name) => figure(values.get(name)).padStart(WIDTH)).join('');
  const ratio = (to: ServerName) => figure(quotient(ours, values.get(to))).padStart(WIDTH);
  const title = `${line.title}${line.unit === '' ? '' : `, ${line.unit}`}`.padEnd(TITLE_WIDTH);
  const goal = line.goals.map((each) => describe(each, line)).join(' and ');
  const verdict =
    line.goals.length === 0
      ? ''
      : isMet(line)
        ? `  ${goal.padEnd(GOAL_WIDTH)} met`
        : `  ${goal.padEnd(GOAL_WIDTH)} MISSED`;
  return `${title}${figures}${ratio('relay')}${ratio('y-websocket-server')}${verdict}`;
}

export function isMet(line: Line): boolean {
  const ours = line.values.get('beatboard');
  return ours !== undefined && line.goals.every((goal) => reaches(goal, line, ours));
}

function reaches(goal: Goal, { values, better }: Line, ours: number): boolean {
  const beats = (other: number | undefined) =>
    other === undefined || (better === 'less' ? ours <= other : ours >= other);
  switch (goal.kind) {
    case 'at-most':
      return ours <= goal.value;
    case 'exactly':
      return ours === goal.value;
    case 'times-relay': {
      const relay = values.get('relay');
      return relay === undefined || ours <= relay * goal.factor;
    }
    case 'best-peer':
      return PEERS.every((peer) => beats(values.get(peer)));
    case 'y-websocket-server':
      return beats(values.get('y-websocket-server'));
  }
}

function describe(goal: Goal, { unit, better }: Line): string {
  const sign = better === 'less' ? '≤' : '≥';
  switch (goal.kind) {
    case 'at-most':
      return `≤ ${String(goal.value)} ${unit}`;
    case 'exactly':
      return `= ${String(goal.value)}`;
    case 'times-relay':
      return `≤ ${String(goal.factor)} × relay`;
    case 'best-peer':
      return `${sign} best peer`;
    case 'y-websocket-server':
      return `${sign} y-ws`;
  }
}

function quotient(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a / b;
}

function figure(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '–';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
