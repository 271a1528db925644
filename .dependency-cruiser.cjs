/** @type {import('dependency-cruiser').IConfiguration} */

// Second-level modules of shared/, lowest layer first. A module may import the
// modules it lists and nothing else under shared/.
const SHARED_MAY_IMPORT = {
  lib: [],
  access: ['lib'],
  screenplay: ['lib'],
  formats: ['lib', 'screenplay'],
  pagination: ['lib', 'screenplay'],
  reports: ['lib', 'screenplay', 'pagination'],
  shots: ['lib', 'screenplay'],
  storyboard: ['lib', 'screenplay', 'shots'],
  cast: ['lib', 'screenplay', 'shots', 'storyboard'],
  previz: ['lib', 'shots'],
  drawing: ['lib'],
  breakdown: ['lib', 'screenplay', 'pagination'],
  schedule: ['lib', 'screenplay', 'breakdown', 'shots'],
  revisions: ['lib', 'screenplay', 'pagination', 'shots', 'storyboard'],
  editor: ['lib', 'screenplay'],
  collab: [
    'lib',
    'access',
    'screenplay',
    'shots',
    'storyboard',
    'cast',
    'drawing',
    'breakdown',
    'schedule',
    'revisions',
    'editor',
  ],
  protocol: ['lib', 'access', 'screenplay', 'shots', 'storyboard', 'breakdown', 'schedule', 'revisions'],
};
const PURE =
  '^shared/(lib|access|screenplay|formats|pagination|reports|shots|storyboard|cast|drawing|breakdown|schedule|revisions)/';
const TEST = '\\.(test|spec|bench|contract|fuzz)\\.tsx?$';
const OUTSIDE = ['npm', 'npm-dev', 'npm-no-pkg', 'npm-unknown', 'core'];
const npm = (...names) => `node_modules/(${names.join('|')})(/|$)`;

const rule = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });
const sharedLayers = Object.entries(SHARED_MAY_IMPORT).map(([name, allowed]) =>
  rule(
    `shared-layer-${name}`,
    { path: `^shared/${name}/`, pathNot: TEST },
    { path: '^shared/', pathNot: `^shared/(${[name, ...allowed].join('|')})/` },
    `shared/${name} may import only: ${allowed.join(', ') || 'nothing else in shared/'}.`,
  ),
);

module.exports = {
  forbidden: [
    rule('no-circular', {}, { circular: true }),

    // --- between the top-level folders
    rule('shared-is-the-bottom', { path: '^shared/', pathNot: TEST }, { path: '^(app|server|db|tests)/' }),
    rule('db-knows-only-shared', { path: '^db/', pathNot: TEST }, { path: '^(app|server)/' }),
    rule('server-never-imports-app', { path: '^server/' }, { path: '^app/' }),
    rule('app-never-imports-db', { path: '^app/', pathNot: TEST }, { path: '^db/' }),
    rule(
      'app-sees-server-only-as-types',
      { path: '^app/', pathNot: TEST },
      { path: '^server/', dependencyTypesNot: ['type-only'] },
      'Services reach loaders through the Remix load context; importing one would load a second copy (remix-run/remix#9202).',
    ),
    rule(
      'app-sees-only-server-context',
      { path: '^app/', pathNot: TEST },
      { path: '^server/', pathNot: '^server/context\\.ts$' },
    ),
    rule(
      'tests-are-imported-by-nobody',
      { path: '^(app|server|db|shared)/', pathNot: [TEST, '^db/seed/'] },
      { path: '^tests/' },
    ),
    rule('seed-uses-only-factories', { path: '^db/seed/' }, { path: '^tests/', pathNot: '^tests/factories/' }),
    rule('no-importing-test-files', { pathNot: '^tests/' }, { path: '\\.(test|spec|bench)\\.tsx?$' }),

    // --- doors: a module is entered through its index.ts
    rule(
      'enter-by-the-door-shared',
      { path: '^(app|server|db|tests)/' },
      {
        path: '^shared/[^/]+/',
        pathNot: ['^shared/[^/]+/index\\.ts$', '^shared/formats/[^/]+/index\\.ts$', '^shared/lib/'],
      },
    ),
    rule(
      'enter-by-the-door-server',
      { path: '^server/([^/]+)/' },
      { path: '^server/[^/]+/', pathNot: ['^server/$1/', '^server/[^/]+/index\\.ts$'] },
    ),
    rule('enter-by-the-door-db', { path: '^server/' }, { path: '^db/', pathNot: '^db/index\\.ts$' }),

    // --- inside shared/
    ...sharedLayers,
    rule(
      'domain-core-is-pure',
      { path: PURE, pathNot: ['^shared/formats/fdx/', TEST] },
      { dependencyTypes: OUTSIDE },
      'No npm package and no Node built-in in the domain core. FDX needs an XML parser: that is the one exception.',
    ),
    rule(
      'fdx-needs-only-xml',
      { path: '^shared/formats/fdx/', pathNot: TEST },
      { dependencyTypes: OUTSIDE, pathNot: npm('saxes') },
    ),
    rule(
      'previz-needs-only-three',
      { path: '^shared/previz/', pathNot: TEST },
      { dependencyTypes: OUTSIDE, pathNot: npm('three') },
    ),
    rule('shared-never-imports-node', { path: '^shared/', pathNot: TEST }, { dependencyTypes: ['core'] }),

    // --- each library has one owner
    rule(
      'only-db-speaks-sql',
      { pathNot: '^(db|tests)/' },
      { path: npm('drizzle-orm', 'drizzle-kit', 'postgres', 'pg') },
    ),
    rule(
      'only-sync-speaks-yjs',
      { pathNot: ['^shared/(collab|editor)/', '^server/(sync|revisions)/', '^app/collab/', '^tests/'] },
      { path: npm('yjs', 'y-protocols', 'y-websocket', 'y-prosemirror', 'lib0') },
    ),
    rule(
      'only-editor-speaks-prosemirror',
      { pathNot: ['^shared/editor/', '^app/features/script/', '^tests/'] },
      { path: npm('@tiptap', 'prosemirror-[a-z]+') },
    ),
    rule('only-auth-speaks-lucia', { pathNot: '^server/auth/' }, { path: npm('lucia', '@lucia-auth') }),
    rule(
      'only-realtime-speaks-socket-io',
      { pathNot: ['^server/realtime/', '^app/collab/', '^tests/'] },
      { path: npm('socket.io', 'socket.io-client', '@socket.io') },
    ),
    rule(
      'only-cluster-speaks-redis',
      { pathNot: ['^server/cluster/', '^tests/'] },
      { path: npm('ioredis') },
      'Whoever needs other processes asks the bus. Socket.IO’s adapter gets its client from there.',
    ),
    rule(
      'no-react-below-app',
      { path: '^(shared|server|db)/', pathNot: '^server/mail/templates/' },
      { path: npm('react', 'react-dom', '@remix-run/react') },
    ),
    rule(
      'remix-stays-at-the-edge',
      { path: '^(shared|db)/|^server/(?!http/|context\\.ts)' },
      { path: npm('@remix-run') },
    ),

    rule('only-exports-speaks-pdf', { pathNot: ['^server/exports/', '^tests/'] }, { path: npm('pdfkit') }),

    // --- inside server/
    rule(
      'command-line-needs-no-server',
      { path: '^server/(cli|exports|provenance)/', pathNot: TEST },
      { path: '^(app|db|server)/', pathNot: '^server/(cli|exports|provenance)/' },
      'Files are converted without a server: the command line starts in a quarter of a second.',
    ),
    rule(
      'nobody-imports-the-container',
      { path: '^server/', pathNot: ['^server/(index|container)\\.ts$', TEST] },
      { path: '^server/(container|index)\\.ts$' },
    ),
    rule(
      'sync-and-realtime-are-strangers',
      { path: '^server/(sync|realtime)/' },
      { path: '^server/(sync|realtime|http|generation|screenplays|boards|comments)/', pathNot: '^server/$1/' },
    ),

    // --- inside app/
    rule(
      'features-are-strangers',
      { path: '^app/features/([^/]+)/' },
      { path: '^app/features/', pathNot: '^app/features/$1/' },
    ),
    rule(
      'enter-by-the-door-feature',
      { path: '^app/', pathNot: '^app/features/' },
      { path: '^app/features/[^/]+/', pathNot: '^app/features/[^/]+/index\\.ts$' },
    ),
    rule(
      'nothing-imports-routes',
      { path: '^app/(features|components|collab|lib)/' },
      { path: '^app/(routes/|root\\.tsx)' },
    ),
    rule(
      'routes-do-not-import-routes',
      // A folder's name may hold a $, which no pattern can refer back to: the file that is the route is what nobody takes.
      { path: '^app/routes/' },
      { path: '^app/routes/[^/]+/route\\.tsx?$' },
    ),
    rule(
      'components-know-no-domain',
      { path: '^app/components/' },
      { path: '^(app/(features|collab)|shared/(?!lib/))' },
    ),
    rule(
      'app-browser-code-has-no-node',
      { path: '^app/', pathNot: ['\\.server\\.tsx?$', TEST] },
      { dependencyTypes: ['core'] },
    ),
  ],
  options: {
    tsPreCompilationDeps: true, // otherwise `import type` edges are invisible
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.d.ts'],
    },
  },
};
