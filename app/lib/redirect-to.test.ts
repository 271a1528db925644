import { expect, test } from 'vitest';
import { loginPath, safeRedirect } from './redirect-to.ts';

test.each(['/projects/abc?x=1#top', '/invite/token', '/'])('%s is a place of this site', (path) => {
  expect(safeRedirect(path, '/home')).toBe(path);
});

test.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/.//evil.example',
  '/projects/..//evil.example',
  '/%2e//evil.example',
  'javascript:alert(1)',
  'workspaces',
  '',
  null,
  undefined,
])('%j leads nowhere else', (wanted) => {
  expect(safeRedirect(wanted, '/home')).toBe('/home');
});

test('the way to sign in remembers where from', () => {
  expect(loginPath(new URL('http://localhost/projects/a?b=c'))).toBe('/login?redirectTo=%2Fprojects%2Fa%3Fb%3Dc');
  expect(loginPath(new URL('http://localhost/'))).toBe('/login');
});
