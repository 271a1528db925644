/** The room around script and boards: the project's context, bar, commands; the cards that lead into it. */
export { PLACES, placeOf, type Place } from './places.ts';
export { ProjectCards } from './project-cards.tsx';
export { ProjectProvider, useProject, type ProjectValue } from '#app/lib/project-context.tsx';
export { ProjectShell, type ProjectShellProps } from './project-shell.tsx';
export { useColourOf, useMyColour } from './use-colours.ts';
export { WhenConnected } from './when-connected.tsx';
