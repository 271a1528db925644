import {
  bytesOf,
  numberOrNull,
  pictureFor,
  refusedBy,
  startFake,
  type Desk,
  type FakeOrder,
  type FakeProvider,
  type Refusals,
} from './fake-api.ts';

interface ControlUnit {
  readonly image: string;
  readonly model: string;
  readonly module: string;
}

export interface FakeSdapiOptions {
  /** `user:password`. */
  readonly key: string;
  readonly controls?: readonly string[];
}

/** A1111's API: one picture at a time, answered when it is done, with what it did as JSON in a text. */
export function startFakeSdapi({
  key,
  controls = [
    'control_v11p_sd15_scribble [d4ba51ff]',
    'control_v11f1p_sd15_depth [cfd03158]',
    'control_v11p_sd15_openpose [cab727d4]',
    'control_v11p_sd15_normalbae [316696f1]',
  ],
}: FakeSdapiOptions): Promise<FakeProvider> {
  const at = { task: null as string | null };
  const basic = `Basic ${Buffer.from(key).toString('base64')}`;
  return startFake({
    ...{ key, path: '' },
    isAllowed: ({ incoming }) => incoming.headers.authorization === basic,
    refuse: (desk) => desk.reply(401, { detail: 'Incorrect username or password' }),
    answer: ({ method, url, json }, desk) => {
      const path = `${method} ${url.pathname}`;
      if (path === 'GET /sdapi/v1/progress') {
        desk.reply(200, { progress: at.task === null ? 0 : 0.4, eta_relative: 1, current_task: at.task });
      } else if (path === 'GET /controlnet/model_list') desk.reply(200, { model_list: controls });
      else if (path === 'POST /sdapi/v1/interrupt') {
        if (at.task !== null) desk.callOff(at.task);
        at.task = null;
        desk.reply(200, {});
      } else if (path !== 'POST /sdapi/v1/txt2img' && path !== 'POST /sdapi/v1/img2img') {
        desk.reply(404, { detail: 'Not Found' });
      } else if (!refusedBy(REFUSALS, desk)) draw(orderOf(json), at, desk);
    },
  });
}

const REFUSALS: Refusals = {
  rate_limited: (desk) => desk.reply(429, { detail: 'too many' }, { 'retry-after': '7' }),
  in_trouble: (desk) =>
    desk.reply(500, { error: 'OutOfMemoryError', detail: '', body: '', errors: 'CUDA out of memory' }),
};

function orderOf(json: Readonly<Record<string, unknown>>): FakeOrder {
  const scripts = json['alwayson_scripts'] as
    { readonly controlnet: { readonly args: readonly ControlUnit[] } } | undefined;
  const begun = (json['init_images'] ?? []) as readonly string[];
  const units = scripts?.controlnet.args ?? [];
  const guides = units.map(({ image }) => image);
  const negative = typeof json['negative_prompt'] === 'string' ? json['negative_prompt'] : null;
  const seed = numberOrNull(json['seed']);
  const rest = { negative, seed: seed === -1 ? null : seed, key: null, fields: json };
  return {
    ...{ prompt: String(json['prompt']), references: [...begun, ...guides].map(bytesOf), ...rest },
    guides: units.map(({ image, model, module }) => ({ picture: bytesOf(image), by: model, as: module })),
  };
}

function draw(order: FakeOrder, at: { task: string | null }, desk: Desk): void {
  at.task = String(order.fields['force_task_id']);
  desk.take(order);
  const done = () => {
    at.task = null;
    const info = {
      seed: order.seed ?? 42,
      sd_model_hash: '6ce0161689',
      sd_model_name: 'v1-5',
      sampler_name: 'DPM++ 2M',
    };
    desk.reply(200, { images: [pictureFor(desk.mood)], parameters: order.fields, info: JSON.stringify(info) });
  };
  if (desk.mood === 'busy') desk.hold(done);
  else if (desk.mood === 'huge') desk.flood('{"images": ["');
  else done();
}
