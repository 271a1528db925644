import { BadOption, type Command } from './options.ts';

// `npm run chaos -- kill --rounds 50`; docs/testing.md says what each shows.
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  files: () => import('./files.ts').then(({ files }) => files),
  pictures: () => import('./pictures.ts').then(({ pictures }) => pictures),
  frames: () => import('./frames.ts').then(({ frames }) => frames),
  fuzz: () => import('./fuzz.ts').then(({ fuzz }) => fuzz),
  crash: () => import('./crash.ts').then(({ crash }) => crash),
  cycles: () => import('./cycles.ts').then(({ cycles }) => cycles),
  jobs: () => import('./jobs.ts').then(({ jobs }) => jobs),
  hour: () => import('./hour.ts').then(({ hour }) => hour),
  kill: () => import('./kill.ts').then(({ kill }) => kill),
  points: () => import('./points.ts').then(({ points }) => points),
  opens: () => import('./opens.ts').then(({ opens }) => opens),
  outage: () => import('./outage.ts').then(({ outage }) => outage),
  power: () => import('./power.ts').then(({ power }) => power),
  processes: () => import('./processes.ts').then(({ processes }) => processes),
  presence: () => import('./presence.ts').then(({ presence }) => presence),
  soak: () => import('./soak.ts').then(({ soak }) => soak),
  undo: () => import('./undo.ts').then(({ undo }) => undo),
};

const [name = '', ...args] = process.argv.slice(2);
const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
if (!load) {
  console.error(`Which one? npm run chaos -- ${Object.keys(COMMANDS).join(' | ')}`);
  process.exit(2);
}
try {
  const command = await load();
  process.exitCode = (await command(args)) ? 0 : 1;
} catch (error) {
  if (!(error instanceof BadOption)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
