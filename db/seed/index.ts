/** The demo that a fresh installation opens with. */
export { DEMO_PEOPLE, type DemoRole } from './demo-people.ts';
export { seedDemo, type Demo, type SeedOptions } from './seed-demo.ts';
