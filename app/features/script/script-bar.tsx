import type { Editor } from '@tiptap/core';
import { ChevronDown, LayoutGrid } from 'lucide-react';
import { useMemo } from 'react';
import { Button, Icon, IconButton, Menu, useCommands } from '#app/components/index.ts';
import type { ProjectDoc } from '#shared/collab/index.ts';
import type { Keymap } from '#shared/screenplay/index.ts';
import { BesideButton } from './beside-button.tsx';
import { ElementTypeSelect } from './element-type-select.tsx';
import { PageIndicator } from './page-indicator.tsx';
import css from './script-pane.module.css';
import { viewCommands, viewItems, type ViewOptions } from './view-choices.ts';

interface ScriptBarProps extends ViewOptions {
  readonly editor: Editor | null;
  readonly doc: ProjectDoc;
  readonly editable: boolean;
  readonly keys: Keymap;
}

/** Above the page: what the caret is in, on which page it is, and how all that is seen. */
export function ScriptBar({ editor, doc, editable, keys, ...options }: ScriptBarProps) {
  const { view, change, paper, setPaper, openTitlePage, darkPage } = options;
  useCommands(
    useMemo(
      () => viewCommands({ view, change, paper, setPaper, openTitlePage, darkPage }),
      [view, change, paper, setPaper, openTitlePage, darkPage],
    ),
  );
  return (
    <div className={css['bar']}>
      {editor && <ElementTypeSelect editor={editor} keys={keys} disabled={!editable} />}
      {editor && editable && <BesideButton editor={editor} />}
      <span className={css['space']} />
      {editor && <PageIndicator editor={editor} doc={doc} />}
      {options.openCards && (
        <IconButton icon={LayoutGrid} label="Index cards" shortcut="Mod+Shift+E" onClick={options.openCards} />
      )}
      <Menu
        label="View of the script"
        align="end"
        items={viewItems(options)}
        trigger={
          <Button variant="quiet" className={css['view']} aria-label={`View, ${percent(view.zoom)}`}>
            {percent(view.zoom)}
            <Icon of={ChevronDown} size={12} />
          </Button>
        }
      />
    </div>
  );
}

function percent(zoom: number): string {
  return `${Math.round(zoom * 100)} %`;
}
