/** Consents of real people to the use of their likeness: kept, asked before anything leaves, and revoked with all they reached. */
export { createConsentGate, createConsents, type ConsentsOptions } from './consents.ts';
export type { Consent, ConsentGate, ConsentMarks, ConsentReach, Consents, NewConsent } from './port.ts';
