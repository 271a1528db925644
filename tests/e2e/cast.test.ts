import sharp from 'sharp';
import { beforeEach, expect, test } from 'vitest';
import { seriousFindings } from './support/axe.ts';
import { signIn, type Person } from './support/browser.ts';
import { openPlace, untilSaved } from './support/pages.ts';
import { fillSignUp } from './support/sign-up.ts';
import { writersAtTheScript } from './support/writers.ts';

/* Who is in the film and how they look, by two people at once; and what real people have agreed to. */

const writers = writersAtTheScript({
  windows: [
    { width: 1440, height: 900 },
    { width: 1280, height: 800, colorScheme: 'dark' },
  ],
});
let writer: Person;
let other: Person;
beforeEach(() => {
  [writer, other] = writers.people as [Person, Person];
});

test('a character that the script names is described by two at once, with a picture, and its panels stand side by side', async () => {
  const [mine, theirs] = [writer.page, other.page];
  await signIn(other, writers.product.links.director);
  for (const page of [mine, theirs]) await openPlace(page, 'cast');
  const zoe = /^ZOË \d/;
  for (const page of [mine, theirs]) await page.getByRole('option', { name: zoe }).click();
  await mine.getByText(/^A look is how ZOË is to be seen/).waitFor();

  await mine.getByLabel('Persona').fill('Patient, dry.');
  // Going on to the next field writes her down, and keeps what is typed there.
  await mine.getByLabel('Played by').fill('Ana Lind');
  await mine.keyboard.press('Enter');
  await expect.poll(() => theirs.getByLabel('Played by').inputValue()).toBe('Ana Lind');
  expect(await theirs.getByLabel('Persona').inputValue()).toBe('Patient, dry.');
  await mine.getByText(/^No consent of theirs is in force/).waitFor();

  await mine.getByRole('button', { name: 'Add a look' }).click();
  await theirs.getByLabel('Wardrobe').fill('Long coat');
  await mine.getByLabel('Hair').fill('Grey');
  await theirs.keyboard.press('Enter');
  await mine.keyboard.press('Enter');
  await expect.poll(() => mine.getByLabel('Wardrobe').inputValue()).toBe('Long coat');
  await expect.poll(() => theirs.getByLabel('Hair').inputValue()).toBe('Grey');

  const red = await sharp({ create: { width: 300, height: 400, channels: 3, background: '#a33' } })
    .png()
    .toBuffer();
  await mine
    .getByLabel('Reference pictures for Everyday')
    .setInputFiles([{ name: 'red.png', mimeType: 'image/png', buffer: red }]);
  await theirs.getByRole('img', { name: 'Ana Lind, reference for Everyday' }).waitFor();
  expect(await seriousFindings(mine)).toEqual([]);

  await mine.getByRole('tab', { name: 'Continuity' }).click();
  await mine.getByText('ZOË: Everyday').first().waitFor();
  expect(await seriousFindings(mine)).toEqual([]);
  await mine.getByRole('option', { name: zoe }).focus();
  await mine.keyboard.press('End');
  await mine.keyboard.press('ArrowUp');
  await mine.getByRole('heading', { name: 'Story day 2', exact: true }).waitFor();
  await untilSaved(mine);
  // The picture is the step that was made last.
  await mine.keyboard.press('Control+z');
  await theirs.getByRole('img', { name: 'Ana Lind, reference for Everyday' }).waitFor({ state: 'detached' });
});

test('an owner records a consent, has its paper again, is warned of its end, and revokes it', async () => {
  const { page, context } = other;
  await context.clearCookies();
  await page.goto(`${writers.product.url}/signup`);
  await fillSignUp(page, 'Olga');
  await page.goto(`${writers.product.url}/workspaces`);
  await page.getByRole('main').getByRole('link').first().click();
  await page.getByRole('link', { name: 'Consents' }).click();
  await page.getByText('Nobody has agreed to anything yet').waitFor();

  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('Real person').fill('Ana Lind');
  await page.getByLabel('Signed by').fill('Ana Lind');
  await page.getByLabel('From').fill(day(-2));
  const paper = { name: 'ana.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 signed') };
  await page.getByLabel('Signed paper').setInputFiles(paper);
  await page.getByLabel('To, the last day').fill(day(9));
  await page.getByRole('button', { name: 'Record it' }).click();
  const consents = page.getByRole('list', { name: 'Consents' });
  await consents.getByText(/^Ends in \d+ days$/).waitFor();
  expect(await seriousFindings(page)).toEqual([]);

  const url = await consents.getByRole('link', { name: 'ana.pdf' }).getAttribute('href');
  const owners = await context.request.get(writers.product.url + String(url));
  expect([owners.status(), await owners.text()]).toEqual([200, '%PDF-1.7 signed']);
  const strangers = await writer.context.request.get(writers.product.url + String(url));
  expect(strangers.status()).toBe(404);

  await consents.getByRole('button', { name: 'Revoke the consent of Ana Lind' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('No picture was made under it.').waitFor();
  await dialog.getByRole('button', { name: 'Revoke', exact: true }).click();
  await consents.getByRole('img', { name: /^Revoked on / }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
});
