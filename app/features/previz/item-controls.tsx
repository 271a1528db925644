import { Trash2 } from 'lucide-react';
import { POSES, type FigureMark, type PoseName, type Reach } from '#shared/previz/index.ts';
import { Button, IconButton } from '#app/components/index.ts';
import { CameraControls } from './camera-controls.tsx';
import { ChoiceControl, Controls, NumberControl } from './controls.tsx';
import { DEGREE, angle, centimetres, degrees, moveItem, turnItem, withFigure } from './edits.ts';
import type { ItemControlsProps } from './item-controls-props.ts';
import { takenOut } from './stage-keys.ts';
import { POSE_NAMES, nameOf } from './words.ts';

/** What can be said of the thing in hand, in figures and names. */
export function ItemControls(props: ItemControlsProps) {
  const { item, stage } = props;
  const title = nameOf(item, stage.blocking);
  if (item.kind === 'figure') {
    const mark = stage.blocking.figures.find(({ name }) => name === item.name);
    return mark ? <FigureControls {...props} mark={mark} /> : null;
  }
  if (item.kind === 'prop') {
    const mark = stage.blocking.props.find(({ id }) => id === item.id);
    return mark ? (
      <Controls title={title}>
        <PlaceControls {...props} {...mark} />
        <TakeOut {...props} name={title.toLowerCase()} />
      </Controls>
    ) : null;
  }
  return item.kind === 'light' ? <LightControls {...props} /> : <CameraControls {...props} />;
}

function TakeOut({ item, stage, editable, onKeep, name }: ItemControlsProps & { readonly name: string }) {
  const edit = takenOut(stage, item);
  if (!editable || !edit) return null;
  return (
    <IconButton
      icon={Trash2}
      label={`Take out ${name} (Del)`}
      onClick={() => onKeep(item, edit.label, edit.blocking)}
    />
  );
}

function PlaceControls({
  item,
  stage,
  editable,
  onKeep,
  x,
  z,
  yaw,
}: ItemControlsProps & Pick<FigureMark, 'x' | 'z' | 'yaw'>) {
  const name = nameOf(item, stage.blocking);
  const common = { disabled: !editable, step: 0.1, unit: 'm' };
  return (
    <>
      <NumberControl
        {...{ ...common, label: 'Right', value: centimetres(x) }}
        onChange={(to) => onKeep(item, `move of ${name}`, moveItem(stage, item, to - x, 0))}
      />
      <NumberControl
        {...{ ...common, label: 'Front', value: centimetres(z) }}
        onChange={(to) => onKeep(item, `move of ${name}`, moveItem(stage, item, 0, to - z))}
      />
      <NumberControl
        {...{ ...common, label: 'Faces', value: degrees(yaw), step: 5, unit: '°' }}
        onChange={(to) => onKeep(item, `turn of ${name}`, turnItem(stage, item, to * DEGREE - yaw))}
      />
    </>
  );
}

const HANDS = [
  ['leftHand', 'Left hand', 0.3],
  ['rightHand', 'Right hand', -0.3],
] as const;
const AXES = ['to the left', 'up', 'ahead'] as const;

function FigureControls(props: ItemControlsProps & { readonly mark: FigureMark }) {
  const { stage, mark, editable, onKeep, item } = props;
  const { name } = mark;
  const say = (label: string, change: (mark: FigureMark) => FigureMark) =>
    onKeep(item, `${label} of ${name}`, withFigure(stage, name, change));
  const others = stage.blocking.figures.filter((other) => other.name !== name);
  const figure = stage.spec.figures.find((each) => each.name === name);
  const disabled = !editable;
  return (
    <Controls title={name}>
      <PlaceControls {...props} {...mark} />
      <ChoiceControl
        {...{ label: 'Pose', disabled, value: mark.pose ?? '' }}
        options={[
          ['', `As written: ${POSE_NAMES[figure?.pose ?? 'stand'].toLowerCase()}`],
          ...POSES.map((pose) => [pose, POSE_NAMES[pose]] as const),
        ]}
        onChange={(pose) =>
          say('pose', ({ pose: _, ...rest }) => (pose === '' ? rest : { ...rest, pose: pose as PoseName }))
        }
      />
      <ChoiceControl
        {...{ label: 'Looks at', disabled, value: mark.gaze ?? '' }}
        options={[
          ['', 'As posed'],
          ...others.map((other) => [other.name, other.name] as const),
          ['@camera', 'The camera'],
          ['@ahead', 'Straight ahead'],
        ]}
        onChange={(gaze) => say('look', ({ gaze: _, ...rest }) => (gaze === '' ? rest : { ...rest, gaze }))}
      />
      {HANDS.map(([key, label, side]) => (
        <HandControls
          key={key}
          {...{ label, disabled, side }}
          reach={mark[key]}
          height={figure?.look.height ?? 1.7}
          onChange={(reach) =>
            say(label.toLowerCase(), ({ [key]: _, ...rest }) => (reach ? { ...rest, [key]: reach } : rest))
          }
        />
      ))}
      <TakeOut {...props} name={name} />
    </Controls>
  );
}

interface HandControlsProps {
  readonly label: string;
  readonly disabled: boolean;
  readonly side: number;
  readonly height: number;
  readonly reach: Reach | undefined;
  readonly onChange: (reach: Reach | null) => void;
}

/** A hand that reaches for a place of its own; the arm follows. */
function HandControls({ label, disabled, side, height, reach, onChange }: HandControlsProps) {
  return (
    <>
      <ChoiceControl
        {...{ label, disabled, value: reach ? 'reach' : '' }}
        options={[
          ['', 'As posed'],
          ['reach', 'Reaches for'],
        ]}
        onChange={(value) => onChange(value === '' ? null : [side, centimetres(height * 0.6), 0.4])}
      />
      {reach?.map((value, i) => (
        <NumberControl
          key={AXES[i]}
          {...{ label: `${label} ${AXES[i] ?? ''}`, disabled, value, unit: 'm', step: 0.05 }}
          onChange={(to) => {
            const within = centimetres(Math.min(2.5, Math.max(-2.5, to)));
            onChange([0, 1, 2].map((k) => (k === i ? within : (reach[k] ?? 0))) as unknown as Reach);
          }}
        />
      ))}
    </>
  );
}

function LightControls({ item, stage, editable, onKeep }: ItemControlsProps) {
  const { azimuth, elevation } = stage.light;
  const isSet = stage.blocking.light !== undefined;
  const common = { disabled: !editable, unit: '°', step: 5 };
  const set = (light: { azimuth: number; elevation: number }) =>
    onKeep(item, 'key light', {
      ...stage.blocking,
      light: { azimuth: angle(light.azimuth), elevation: angle(light.elevation) },
    });
  const follow = () => {
    const { light: _, ...rest } = stage.blocking;
    onKeep(item, 'key light', rest);
  };
  return (
    <Controls title="Key light">
      <NumberControl
        {...{ ...common, label: 'From', value: degrees(azimuth) }}
        onChange={(to) => set({ azimuth: to * DEGREE, elevation })}
      />
      <NumberControl
        {...{ ...common, label: 'Height', value: degrees(elevation) }}
        onChange={(to) => set({ azimuth, elevation: Math.min(88, Math.max(-10, to)) * DEGREE })}
      />
      {editable && isSet && <Button onClick={follow}>Let it follow the camera</Button>}
    </Controls>
  );
}
