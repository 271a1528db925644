import { dollars } from '#shared/lib/dollars.ts';

/** What so many pictures cost, in words. `price` is in US dollars a picture; null where nobody can say. */
export function estimateWords(price: number | null, pictures: number): string {
  if (price === null) return 'The price is not known here: the provider’s own list has it';
  if (price === 0) return 'Free';
  return `About ${dollars(price * pictures)}`;
}
