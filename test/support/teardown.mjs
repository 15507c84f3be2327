export { tearDown as default } from './setup.mjs';
