import { assert } from './assert.ts';

/**
 * A fractional index: keys are strings that compare as text, and between any two there is another. A move writes one
 * key, so two people who move two things never duplicate or lose either; equal keys are told apart by id.
 *
 * A key is a whole number and, where something was put between two, a fraction behind it. The first letter tells how
 * long the number is (`a` one digit, `b` two …; `Z` one digit below zero, `Y` two …), so that longer numbers sort after
 * shorter ones and ten thousand appended panels still have keys of four characters.
 */
export type OrderKey = string;

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = DIGITS.length;
export const FIRST_ORDER_KEY: OrderKey = 'a0';

/** Whether a string found in a document is a key: a broken or hostile client may have written anything. */
export function isOrderKey(value: unknown): value is OrderKey {
  if (typeof value !== 'string' || !/^[A-Za-z][0-9A-Za-z]+$/.test(value)) return false;
  const wholeLength = wholePartLength(value);
  return value.length >= wholeLength && !(value.length > wholeLength && value.endsWith('0'));
}

/** A key after `before` and ahead of `after`; null stands for the ends. Throws when `before >= after`. */
export function keyBetween(before: OrderKey | null, after: OrderKey | null): OrderKey {
  assert(before === null || after === null || before < after, `no key lies between ${before ?? ''} and ${after ?? ''}`);
  if (before === null) return after === null ? FIRST_ORDER_KEY : stepBefore(after);
  if (after === null) return successor(wholePart(before));
  const next = successor(wholePart(before));
  if (next < after) return next;
  const whole = wholePart(before);
  const ceiling = wholePart(after) === whole ? after.slice(whole.length) : null;
  return whole + fractionBetween(before.slice(whole.length), ceiling);
}

/** `count` ascending keys between the two ends. */
export function keysBetween(before: OrderKey | null, after: OrderKey | null, count: number): OrderKey[] {
  if (count <= 0) return [];
  if (after === null) {
    const keys: OrderKey[] = [];
    for (let last = before; keys.length < count;) keys.push((last = keyBetween(last, null)));
    return keys;
  }
  const half = Math.floor(count / 2);
  const middle = keyBetween(before, after);
  return [...keysBetween(before, middle, half), middle, ...keysBetween(middle, after, count - half - 1)];
}

// A whole number with a fraction behind it has the bare number before it; a bare number has its predecessor.
function stepBefore(key: OrderKey): OrderKey {
  const whole = wholePart(key);
  return whole === key ? predecessor(whole) : whole;
}

function wholePart(key: OrderKey): string {
  assert(isOrderKey(key), `“${key}” is not an order key`);
  return key.slice(0, wholePartLength(key));
}

function wholePartLength(key: string): number {
  const head = key.charCodeAt(0);
  return 1 + (head >= 97 ? head - 96 : 91 - head);
}

function successor(whole: string): string {
  for (let i = whole.length - 1; i > 0; i--) {
    const digit = DIGITS.indexOf(whole.charAt(i));
    if (digit < BASE - 1) return whole.slice(0, i) + DIGITS.charAt(digit + 1) + '0'.repeat(whole.length - 1 - i);
  }
  // Every digit is at its highest: positive numbers grow longer, negative ones shorter.
  const head = whole.charCodeAt(0);
  if (head === 90) return FIRST_ORDER_KEY;
  assert(head !== 122, 'the order keys are exhausted');
  const isPositive = head >= 97;
  return String.fromCharCode(head + 1) + '0'.repeat(isPositive ? whole.length : whole.length - 2);
}

function predecessor(whole: string): string {
  for (let i = whole.length - 1; i > 0; i--) {
    const digit = DIGITS.indexOf(whole.charAt(i));
    if (digit > 0) return whole.slice(0, i) + DIGITS.charAt(digit - 1) + 'z'.repeat(whole.length - 1 - i);
  }
  const head = whole.charCodeAt(0);
  if (head === 97) return 'Zz';
  assert(head !== 65, 'the order keys are exhausted');
  const isPositive = head >= 97;
  return String.fromCharCode(head - 1) + 'z'.repeat(isPositive ? whole.length - 2 : whole.length);
}

// Fractions never end in 0, so there is always room below one.
function fractionBetween(low: string, high: string | null): string {
  let key = '';
  for (let i = 0, bound = high; ; i++) {
    const floor = i < low.length ? DIGITS.indexOf(low.charAt(i)) : 0;
    const ceiling = bound !== null && i < bound.length ? DIGITS.indexOf(bound.charAt(i)) : BASE;
    if (ceiling - floor > 1) return key + DIGITS.charAt(floor + Math.ceil((ceiling - floor) / 2));
    key += DIGITS.charAt(floor);
    if (floor < ceiling) bound = null;
  }
}
