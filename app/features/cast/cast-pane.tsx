import { MapPinPlus, UserPlus } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { castOf, locationsOf } from '#shared/cast/index.ts';
import type { ConsentMarks } from '#server/context.ts';
import { Button, EmptyState, SplitPane, Tabs, useCommands, type Command } from '#app/components/index.ts';
import { useCast } from '#app/collab/use-cast.ts';
import { useNumbering } from '#app/collab/use-numbering.ts';
import { useAspectRatio } from '#app/collab/use-settings.ts';
import { useConsentMarks, usePictureWarnings } from '#app/collab/use-picture-warnings.ts';
import { useStoryboard } from '#app/collab/use-storyboard.ts';
import { CharacterDetail, LocationDetail } from './cast-detail.tsx';
import { castEdits, type CastEdits } from './cast-edits.ts';
import { ContinuitySheet } from './continuity-sheet.tsx';
import { ItemList, nameOfItem } from './item-list.tsx';
import { itemShown, itemsOf, type Item } from './selection.ts';
import { continuityOf, type Continuity } from './sheet.ts';
import type { CastPaneProps, Described } from './types.ts';
import styles from './cast-pane.module.css';

/** Who and where of the film: described once, for every panel; and the panels that should match. */
export function CastPane(props: CastPaneProps) {
  const { connection, me, canEdit, selected, onSelect, assetUrl } = props;
  const storyboard = useStoryboard(connection);
  const numbering = useNumbering(connection.doc, storyboard.shots);
  const cast = useCast(connection.doc);
  const continuity = useMemo(() => continuityOf(storyboard, numbering, cast), [storyboard, numbering, cast]);
  const scenes = useMemo(() => storyboard.boards.map(({ scene }) => scene), [storyboard]);
  const items = useMemo(
    () => itemsOf(castOf(scenes, cast.characters), locationsOf(scenes, cast.locations), continuity.days),
    [scenes, cast, continuity],
  );
  const marks = useConsentMarks(props.project);
  const edits = useMemo(() => castEdits(connection), [connection]);
  const shown = itemShown(items, selected);
  const { opened, open } = useOpened(shown?.id ?? null, selected, onSelect);
  const add = useAdding(edits, canEdit, open);
  const described: Described = {
    ...{ edits, project: props.project, canEdit, assetUrl, scenes, agreed: marks?.agreed ?? null },
    sceneNumber: (id) => scenes.find((scene) => scene.id === id)?.number ?? null,
  };
  if (!shown) return <NobodyYet canEdit={canEdit} onAdd={add.character} />;
  const list = (
    <div className={styles['side']}>
      {canEdit && (
        <div className={styles['adding']}>
          <Button icon={UserPlus} onClick={add.character}>
            Character
          </Button>
          <Button icon={MapPinPlus} onClick={add.location}>
            Place
          </Button>
        </div>
      )}
      <ItemList items={items} shown={shown.id} onShow={open} assetUrl={assetUrl} />
    </div>
  );
  return (
    <SplitPane
      storageKey={`panes:cast:${me}`}
      panes={[
        { id: 'list', label: 'Cast', size: 280, min: 220, max: 420, foldable: true, content: list },
        {
          ...{ id: 'detail', label: 'Details', min: 480, first: true },
          content: <Shown key={opened} {...props} {...{ item: shown, continuity, described, marks }} />,
        },
      ]}
    />
  );
}

/**
 * The address follows whoever is shown when the first word said of them gives them an id; what is being typed about them
 * stays. `opened` is another number whenever somebody else is opened.
 */
function useOpened(shown: string | null, selected: string | null, onSelect: (id: string) => void) {
  const [opened, setOpened] = useState(0);
  useEffect(() => {
    if (shown !== null && shown !== selected) onSelect(shown);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the route makes another `onSelect` at each render
  }, [shown, selected]);
  const open = (id: string) => {
    setOpened((before) => before + 1);
    onSelect(id);
  };
  return { opened, open };
}

/** New ones get a name that says what to do, and are shown at once. */
function useAdding(edits: CastEdits, canEdit: boolean, onSelect: (id: string) => void) {
  const add = useMemo(
    () => ({
      character: () => onSelect(`c-${edits.addCharacter('New character')}`),
      location: () => onSelect(`l-${edits.addLocation('New place')}`),
    }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the route makes another `onSelect` at each render
    [edits],
  );
  const commands = useMemo<readonly Command[]>(
    () =>
      canEdit
        ? [
            { id: 'cast.add', label: 'Add a character', group: 'Cast', icon: UserPlus, run: add.character },
            { id: 'cast.addPlace', label: 'Add a place', group: 'Cast', icon: MapPinPlus, run: add.location },
          ]
        : [],
    [canEdit, add],
  );
  useCommands(commands);
  return add;
}

interface ShownProps extends CastPaneProps {
  readonly item: Item;
  readonly continuity: Continuity;
  readonly described: Described;
  readonly marks: ConsentMarks | null;
}

/** The chosen one: its description, and its panels side by side. Of a day there are only panels. */
function Shown({ item, continuity, described, marks, connection, project, canEdit, assetUrl }: ShownProps) {
  const [tab, setTab] = useState<'description' | 'sheet'>('description');
  const aspectRatio = useAspectRatio(connection.doc);
  const warnings = usePictureWarnings(connection, marks);
  const name = nameOfItem(item);
  const sheet = (
    <ContinuitySheet
      groups={groupsOf(item, continuity)}
      name={name}
      project={project}
      aspectRatio={aspectRatio}
      assetUrl={assetUrl}
      warnings={warnings}
      {...(item.kind !== 'character' && { days: { all: continuity.days, edits: described.edits, canEdit } })}
    />
  );
  return (
    <div className={styles['shown']}>
      <h2 className={styles['title']}>{name}</h2>
      {item.kind === 'day' ? (
        sheet
      ) : (
        <Tabs
          label={`About ${name}`}
          value={tab}
          onChange={setTab}
          tabs={[
            { value: 'description', label: 'Description', content: <Detail {...described} item={item} /> },
            { value: 'sheet', label: 'Continuity', content: sheet },
          ]}
        />
      )}
    </div>
  );
}

function Detail({ item, ...described }: Described & { readonly item: Exclude<Item, { kind: 'day' }> }) {
  return item.kind === 'character' ? (
    <CharacterDetail {...described} entry={item.entry} />
  ) : (
    <LocationDetail {...described} entry={item.entry} />
  );
}

function groupsOf(item: Item, continuity: Continuity) {
  switch (item.kind) {
    case 'character':
      return continuity.ofCharacter(item.entry);
    case 'location':
      return continuity.ofLocation(item.entry);
    case 'day':
      return continuity.ofDay(item.day);
  }
}

function NobodyYet({ canEdit, onAdd }: { readonly canEdit: boolean; readonly onAdd: () => void }) {
  return (
    <EmptyState
      title="Nobody is in this film yet"
      {...(canEdit && {
        actions: (
          <Button variant="primary" icon={UserPlus} onClick={onAdd}>
            Add a character
          </Button>
        ),
      })}
    >
      <p>
        Whoever speaks in the script, and every place of a heading, stands here by itself. Describe how they look, and
        every panel can look the same.
      </p>
    </EmptyState>
  );
}
