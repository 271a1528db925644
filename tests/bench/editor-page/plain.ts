import { Editor, Node } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret';
import { Text } from '@tiptap/extension-text';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { scriptRoot } from '#shared/collab/index.ts';

/** The yardstick: Tiptap with its own collaboration, as its manual sets it up, on the same document. */
export function mountPlain(element: HTMLElement, { doc, awareness }: ProjectConnection): Editor {
  return new Editor({
    element,
    extensions: [
      Node.create({ name: 'doc', topNode: true, content: 'element+' }),
      Node.create({
        name: 'element',
        content: 'text*',
        addAttributes: () =>
          Object.fromEntries(['type', 'id', 'number', 'dual', 'level'].map((name) => [name, { default: null }])),
        parseHTML: () => [{ tag: 'p' }],
        renderHTML: ({ HTMLAttributes }) => ['p', HTMLAttributes, 0],
      }),
      Text,
      Collaboration.configure({ fragment: scriptRoot(doc) }),
      CollaborationCaret.configure({ provider: { awareness }, user: { name: 'Ana', color: '#0072b2' } }),
    ],
  });
}
