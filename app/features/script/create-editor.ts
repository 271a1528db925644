import { Editor, Extension, Node, type AnyExtension, type Content } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { ProjectConnection } from '#app/collab/connection.ts';
import { newId } from '#app/collab/new-id.ts';
import { scriptRoot } from '#shared/collab/index.ts';
import {
  ELEMENT,
  STRETCH,
  ScriptBinding,
  elementIds,
  evenStretches,
  scriptExtensions,
  scriptSync,
} from '#shared/editor/index.ts';
import { must } from '#shared/lib/assert.ts';
import { speechesBesidePlugin } from './beside.ts';
import { remoteCarets } from './carets.ts';
import { clipboard } from './clipboard.ts';
import type { Habits } from './commands.ts';
import { focusMode } from './focus-mode.ts';
import { freshSelection } from './fresh-selection.ts';
import { scriptKeymap } from './keymap.ts';
import type { MarkedLines } from './line-marks.ts';
import { omittedScenes } from './omitted-scenes.ts';
import { pagesPlugin } from './pages.ts';
import { ownSpelling } from './own-spelling.ts';
import { smartType } from './smart-type.ts';
import { typedSteps } from './smart-typing.ts';
import { StretchView, sceneNumbers } from './stretch-view.ts';

export interface EditorOptions {
  /** Where the editor's element goes. */
  readonly element: HTMLElement;
  readonly connection: ProjectConnection;
  readonly editable: boolean;
  readonly lines: MarkedLines;
  readonly openElementMenu: () => void;
  /** What the person has chosen that the keys do. */
  readonly habits: () => Habits;
  /** Says why a key could do nothing. */
  readonly say: (words: string) => void;
}

/**
 * Opens the script of a connection. The document must be filled (`connection.whenFilled`) for a fast first paint; what
 * comes later is drawn as it comes. Call `destroy` on the result when done; the connection stays.
 */
export function createScriptEditor(options: EditorOptions): Editor {
  const { element, connection, editable, lines, openElementMenu, habits, say } = options;
  const { doc, awareness, undo } = connection;
  const root = scriptRoot(doc);
  let binding: ScriptBinding | null = null;
  const script = Extension.create({
    name: 'script',
    onBeforeCreate() {
      binding = new ScriptBinding(root, this.editor.schema);
      // Tiptap takes a document as it is, though its types speak of JSON alone.
      this.editor.options.content = binding.doc as unknown as Content;
    },
    addProseMirrorPlugins() {
      const bound = must(binding);
      const actions = { openElementMenu, habits, say, undo: () => undo.undo(), redo: () => undo.redo() };
      return [
        // Before the script is synced, which remembers where the caret is.
        freshSelection(doc, bound),
        // Then, so that what follows sees Yjs and the editor equal.
        scriptSync(root, bound, undo),
        elementIds(newId),
        evenStretches(),
        smartType(habits),
        scriptKeymap(actions),
        typing,
        clipboard(),
        sceneNumbers(),
        omittedScenes(),
        speechesBesidePlugin(() => lines.settings),
        pagesPlugin(),
        focusMode(),
        ownSpelling(),
        remoteCarets(awareness, bound),
      ];
    },
  });
  const made = new Editor({
    ...{ element, editable },
    extensions: [...scriptExtensions.map((extension) => withView(extension, lines)), script],
    // The keys are ours (keymap.ts); the rest of Tiptap's own would walk the document on every key.
    enableCoreExtensions: {
      keymap: false,
      delete: false,
      drop: false,
      paste: false,
      textDirection: false,
      clipboardTextSerializer: false,
    },
    enableInputRules: false,
    enablePasteRules: false,
    injectCSS: false,
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': 'Script',
        autocapitalize: 'sentences',
      },
      scrollMargin: { top: 96, bottom: 96, left: 0, right: 0 },
      scrollThreshold: { top: 64, bottom: 64, left: 0, right: 0 },
    },
  });
  return hiddenFromReact(made);
}

/**
 * With everything that it draws, React walks through the editable element that has the focus, to give it back a selection
 * that it never takes from this one: 2 to 3 ms at 3,000 elements (docs/decisions/012). It asks this property; browsers
 * and ProseMirror go by the attribute.
 */
function hiddenFromReact(editor: Editor): Editor {
  const { dom } = editor.view;
  Object.defineProperty(dom, 'contentEditable', {
    get: () => 'inherit',
    set: (value: string) => dom.setAttribute('contenteditable', value),
  });
  return editor;
}

/** The views are given to the nodes, not to a plugin: Tiptap adds plugins after drawing, and would draw everything twice. */
function withView(extension: AnyExtension, lines: MarkedLines): AnyExtension {
  if (!(extension instanceof Node)) return extension;
  if (extension.name === ELEMENT) return extension.extend({ addNodeView: () => lines.view });
  if (extension.name === STRETCH)
    return extension.extend({
      addNodeView:
        () =>
        ({ node }) =>
          new StretchView(node),
    });
  return extension;
}

const typing = new Plugin({
  props: {
    handleTextInput(view, from, to, text) {
      const steps = from === to ? typedSteps(view.state, text) : null;
      for (const step of steps ?? []) view.dispatch(step(view.state));
      return steps !== null;
    },
  },
});
