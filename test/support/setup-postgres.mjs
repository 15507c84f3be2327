// Jest calls each set-up file once in a run, however many projects name it: so each database has its own.
export { setUpProject as default } from './setup.mjs';
