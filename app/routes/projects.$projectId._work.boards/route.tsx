import { BoardsPane } from '#app/features/boards/index.ts';

/** The layout gets it later, which is at once where it came with the place. */
export const handle = { shows: BoardsPane };

/** The place has an address of its own; what it shows is the layout's, so that nothing is made anew between places. */
export default function Place() {
  return null;
}
