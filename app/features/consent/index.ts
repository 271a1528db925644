/** Consents of real people, as owners of a workspace keep them. */
export { ConsentForm, type ConsentProject } from './consent-form.tsx';
export { ConsentList } from './consent-list.tsx';
