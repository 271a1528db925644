/** Who and where of a film: characters with the looks that hold in its scenes, places, story days. Knows no documents. */
export type {
  CastPicture,
  Character,
  CharacterLook,
  CharacterText,
  Location,
  LocationText,
  LookText,
} from './character.ts';
export {
  CHARACTER_FIELDS,
  LOCATION_FIELDS,
  LOOK_FIELDS,
  NEW_CHARACTER,
  NEW_LOCATION,
  NEW_LOOK,
} from './cast-fields.ts';
export {
  CONSENT_USES,
  CONSENT_USE_NAMES,
  checkConsents,
  consentNeeds,
  consentState,
  endsSoon,
  type ConsentCheck,
  type ConsentNeed,
  type ConsentState,
  type ConsentTerms,
  type ConsentUse,
} from './consent.ts';
export { isUsual, lookHash, lookIn, outdatedLooks, recordedLooksIn, type RecordedLook } from './looks.ts';
export {
  lookTeller,
  namesIn,
  panelCaster,
  recordedLooks,
  type CastInput,
  type PanelCast,
  type PanelCharacter,
  type PanelLocation,
} from './panel-cast.ts';
export { castReferences, pictureWords, type CastReference } from './picture-words.ts';
export {
  castOf,
  locationFinder,
  locationsOf,
  renamedCharacter,
  type CastEntry,
  type LocationEntry,
  type RenamedCharacter,
} from './roster.ts';
export { saysDay, storyDaysOf, type DayMark, type DayMarks, type StoryDay } from './story-days.ts';
