import { setUp } from './setup.mjs';

/**
 * The service that the files of a project share.
 *
 * @param {unknown} _global
 * @param {{ globals: { SUITE: string, DATABASE: import('./databases.mjs').DatabaseKind } }} project
 */
export default (_global, { globals }) => setUp(globals.DATABASE, globals.SUITE);
