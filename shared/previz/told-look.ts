import type { Look } from './spec.ts';

/** What people say of how somebody looks, as they write it. */
export interface ToldLook {
  readonly age: string;
  readonly build: string;
  readonly hair: string;
  readonly wardrobe: string;
}

/** The look with what is said of it; of what nobody says, or not in words that are known here, it stays as it is. */
export function lookAsTold(look: Look, told: ToldLook): Look {
  const aged = withAge(look, told.age);
  const { age } = aged;
  const build = age === 'child' ? undefined : first(BUILDS, told.build);
  const height = heightIn(told.build, aged);
  const hair = first(HAIR, told.hair);
  const hairTone = first(HAIR_TONES, told.hair);
  const beard = first(BEARDS, told.hair);
  const outfit = first(OUTFITS, told.wardrobe);
  // A hat that the name alone has put on goes where somebody says what is under it.
  const hat = first(HATS, told.wardrobe) ?? first(HATS, told.hair) ?? ((outfit ?? hair) && 'none');
  const tone = first(CLOTH_TONES, told.wardrobe);
  const glasses = [told.hair, told.wardrobe].some((words) => /\b(glasses|spectacles)\b/i.test(words));
  return {
    ...aged,
    ...(build && { build }),
    ...(height !== undefined && { height }),
    ...(hair && { hair }),
    ...(hairTone !== undefined && { hairTone }),
    ...(beard !== undefined && { beard }),
    ...(outfit && { outfit }),
    ...(hat && { hat }),
    ...(tone !== undefined && { tone }),
    ...(glasses && { glasses }),
  };
}

type Words<T> = readonly (readonly [says: RegExp, means: T])[];

/** What the first of the table's words that is there means. */
function first<T>(table: Words<T>, words: string): T | undefined {
  return table.find(([says]) => says.test(words))?.[1];
}

const BUILDS: Words<Look['build']> = [
  [/\b(slim|thin|lean|slender|skinny|slight|lanky|gaunt)\b/i, 'slim'],
  [/\b(heavy|heavyset|fat|stout|plump|large|overweight|portly)\b/i, 'heavy'],
  [/\b(broad|muscular|stocky|athletic|burly|strong)\b/i, 'broad'],
  [/\b(medium|average)\b/i, 'medium'],
];

const HAIR: Words<Look['hair']> = [
  [/\b(bald|shaven head|shaved head|hairless)\b/i, 'bald'],
  [/\b(cropped|crop|crew cut|buzz ?cut|shaved|(?<!clean.)shaven)\b/i, 'crop'],
  [/\bponytail\b/i, 'ponytail'],
  [/\b(bun|chignon|topknot|hair up)\b/i, 'bun'],
  [/\b(bob|chin.length)\b/i, 'bob'],
  [/\b(curly|curls|afro|frizzy)\b/i, 'curly'],
  [/\b(long|shoulder.length|braids?|plaits?)\b/i, 'long'],
  [/\b(parted|side.parting)\b/i, 'parted'],
  [/\bshort\b/i, 'short'],
];

const HAIR_TONES: Words<number> = [
  [/\b(white|silver)\b/i, 0.92],
  [/\b(gr[ea]y|greying|graying)\b/i, 0.82],
  [/\b(blond|blonde|fair|light|sandy)\b/i, 0.68],
  [/\b(red|ginger|auburn|copper)\b/i, 0.46],
  [/\b(black|raven)\b/i, 0.12],
  [/\b(dark|brown|brunette)\b/i, 0.26],
];

const BEARDS: Words<boolean> = [
  [/\b(clean.shaven|no beard|beardless)\b/i, false],
  [/\b(beard|bearded|moustache|mustache|stubble|goatee)\b/i, true],
];

const OUTFITS: Words<Look['outfit']> = [
  [/\b(coat|overcoat|raincoat|trench ?coat|parka|cloak)\b/i, 'coat'],
  [/\b(suit|tuxedo|blazer and tie)\b/i, 'suit'],
  [/\b(hoodie|hooded|sweatshirt)\b/i, 'hoodie'],
  [/\b(jacket|anorak|cardigan|blazer)\b/i, 'jacket'],
  [/\b(dress|gown|robe)\b/i, 'dress'],
  [/\bskirt\b/i, 'skirt'],
  [/\b(shirt|t-shirt|blouse|sweater|jumper|overalls|dungarees|vest|uniform)\b/i, 'shirt'],
];

const HATS: Words<Look['hat']> = [
  [/\b(bare.headed|no hat|hatless)\b/i, 'none'],
  [/\b(wide.brim(med)?|sun ?hat|straw hat|cowboy hat)\b/i, 'wide_brim'],
  [/\b(beanie|woolly hat|woollen hat|knit(ted)? (cap|hat))\b/i, 'beanie'],
  [/\b(cap|baseball cap)\b/i, 'cap'],
  [/\b(hat|fedora|trilby|bowler)\b/i, 'fedora'],
];

const CLOTH_TONES: Words<number> = [
  [/\b(black)\b/i, 0.2],
  [/\b(dark|navy|charcoal)\b/i, 0.32],
  [/\b(white|cream|ivory)\b/i, 0.97],
  [/\b(pale|light|beige|yellow|pink)\b/i, 0.86],
  [/\b(gr[ea]y|brown|red|green|blue|orange|purple)\b/i, 0.54],
];

const CHILD = /\b(child|kid|boy|girl|toddler|baby|infant)\b/i;
const OLD = /\b(old|elderly|aged|ancient|senior)\b/i;

function ageIn(words: string): Look['age'] | undefined {
  if (words.trim() === '') return undefined;
  const years = /\d{1,3}/.exec(words)?.[0];
  if (years !== undefined) return Number(years) < 13 ? 'child' : Number(years) >= 65 ? 'old' : 'adult';
  return CHILD.test(words) ? 'child' : OLD.test(words) ? 'old' : 'adult';
}

/** A child is smaller, with the head of one; the old are grey and a little smaller. */
function withAge(look: Look, words: string): Look {
  const age = ageIn(words) ?? look.age;
  if (age === look.age) return look;
  const grown: Look = look.age === 'child' ? { ...look, height: look.height / CHILD_HEIGHT, build: 'medium' } : look;
  if (age === 'child') {
    const { height, curve } = grown;
    const small = { height: height * CHILD_HEIGHT, curve: curve * 0.4 } as const;
    return { ...grown, ...small, age, build: 'slim', beard: false, hat: 'none' };
  }
  return age === 'old' ? { ...grown, age, hairTone: 0.82 } : { ...grown, age, hairTone: Math.min(grown.hairTone, 0.7) };
}

const CHILD_HEIGHT = 0.74;

/** In metres; `tall` and `short` are of grown people. */
function heightIn(words: string, { age, height }: Look): number | undefined {
  const metres = /\b([12])[.,](\d\d)\b/.exec(words);
  if (metres) return Math.max(0.8, Math.min(2.1, Number(`${metres[1] ?? ''}.${metres[2] ?? ''}`)));
  const share = age === 'child' ? CHILD_HEIGHT : 1;
  if (/\b(tall|towering|giant)\b/i.test(words)) return Math.max(height, 1.88 * share);
  return /\b(short|small|tiny|petite)\b/i.test(words) ? Math.min(height, 1.58 * share) : undefined;
}
