// Everything that must hold before a change is shared. Ends with one line: N passed, N failed.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CHECKS = [
  ['types', ['typescript/bin/tsc', '--noEmit']],
  ['lint', ['eslint/bin/eslint.js', '.', '--max-warnings', '0']],
  ['format', ['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']],
  [
    'boundaries',
    [
      'dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      'app',
      'server',
      'db',
      'shared',
      'tests',
    ],
  ],
];
const PROJECTS = ['unit', 'db', 'e2e'];

const folder = mkdtempSync(join(tmpdir(), 'beatboard-test-'));
const total = { passed: 0, failed: 0, skipped: 0 };
try {
  await Promise.all(CHECKS.map(([name, args]) => check(name, args)));
  for (const project of PROJECTS) await testProject(project);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (total.skipped > 0) console.log(`${total.skipped} skipped`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

async function check(name, [script, ...args]) {
  const { code, output, seconds } = await node([join('node_modules', script), ...args], 'pipe');
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (code !== 0) console.log(output);
  total[code === 0 ? 'passed' : 'failed'] += 1;
}

async function testProject(project) {
  console.log(`\n${project} tests`);
  const file = join(folder, `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', project, '--passWithNoTests', ...reporters];
  const { code } = await node(args, 'inherit');
  const result = readResult(file);
  total.passed += result.passed;
  total.skipped += result.skipped;
  // A file that does not load, or an error outside any test, fails the run without failing a test.
  total.failed += result.failed === 0 && code !== 0 ? 1 : result.failed;
}

function readResult(file) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(readFileSync(file, 'utf8'));
    const broken = testResults.filter((each) => each.status === 'failed' && each.assertionResults.length === 0).length;
    return { passed: numPassedTests, failed: numFailedTests + broken, skipped: numPendingTests };
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

function node(args, output) {
  const start = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', output, output] });
  const chunks = [];
  child.stdout?.on('data', (chunk) => chunks.push(chunk));
  child.stderr?.on('data', (chunk) => chunks.push(chunk));
  return new Promise((resolve) => {
    child.once('close', (code) => {
      const seconds = ((performance.now() - start) / 1000).toFixed(0);
      resolve({ code, seconds, output: Buffer.concat(chunks).toString() });
    });
  });
}
