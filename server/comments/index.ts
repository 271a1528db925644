/** Conversations on panels. Who may take part is the permission table's; what a panel shows is the document's. */
export { createComments, type CommentsOptions } from './comments.ts';
export type { Comment, Comments, Thread } from './port.ts';
